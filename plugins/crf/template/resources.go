package template

// A Resource is a file that a template reads.
type Resource struct {
	// ID is unique in the template, such as list:cities.
	ID string
	// File is the path as it was written.
	File string

	unit unit
}

// A Blob is a resource in the compact form that models keep.
type Blob struct {
	ID   string
	Data []byte
}

// Resources yields what templates read: [Disk] when a model is trained, [Stored]
// when it is used.
type Resources interface {
	// Blob returns a resource in its compact form, which stays as it is.
	Blob(r Resource) ([]byte, error)
}
