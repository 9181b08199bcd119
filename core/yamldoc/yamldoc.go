// Package yamldoc reads the documents of a YAML file, whatever the file holds.
package yamldoc

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// Read reads as many documents as it is given nodes; those that the file does not have
// stay zero. Errors are the library's; what it does not survive is an error too.
func Read(data []byte, documents ...*yaml.Node) (err error) {
	defer func() {
		if trouble := recover(); trouble != nil {
			err = fmt.Errorf("yaml: the file can not be read (%v)", trouble)
		}
	}()
	d := yaml.NewDecoder(bytes.NewReader(data))
	for _, document := range documents {
		if err := d.Decode(document); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
	return nil
}
