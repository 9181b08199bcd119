package plugin

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/onomast/onomast/core/schema"
)

// registry holds the kinds of one plugin, in the order given.
type registry struct {
	kinds []Kind
	infos []KindInfo
}

// newRegistry reports everything that is wrong with the kinds, not only the first.
func newRegistry(kinds []Kind) (*registry, error) {
	r := &registry{}
	if len(kinds) == 0 {
		return nil, errors.New("a plugin offers at least one kind of stage: plugin.Serve(plugin.Kind{...})")
	}
	var errs []error
	for _, k := range kinds {
		info, err := r.describe(k)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		r.kinds = append(r.kinds, k)
		r.infos = append(r.infos, info)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return r, nil
}

func (r *registry) describe(k Kind) (KindInfo, error) {
	if err := checkKindName(k.Name); err != nil {
		return KindInfo{}, err
	}
	if _, twice := r.find(k.Name); twice {
		return KindInfo{}, fmt.Errorf("kind %q is there twice: give one of them another name", k.Name)
	}
	if k.Open == nil {
		return KindInfo{}, fmt.Errorf("kind %q has no Open: set it to the function that makes the stage", k.Name)
	}
	options, err := optionsSchema(k)
	if err != nil {
		return KindInfo{}, fmt.Errorf("kind %q: its Options cannot be described: %w", k.Name, err)
	}
	return KindInfo{Name: k.Name, Doc: k.Doc, Options: options}, nil
}

func optionsSchema(k Kind) (options []byte, err error) {
	defer catch(&err)
	return schema.Of(k.Options)
}

func checkKindName(name string) error {
	if !regexp.MustCompile(`^[a-z][a-z0-9-]*$`).MatchString(name) {
		return fmt.Errorf("kind name %q: use lower case letters, digits and hyphens, a letter first", name)
	}
	return nil
}

func (r *registry) find(name string) (Kind, bool) {
	for _, k := range r.kinds {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}
