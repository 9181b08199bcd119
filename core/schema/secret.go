package schema

import "log/slog"

// A Secret is a string option that is never printed. Reveal gives its value.
type Secret string

const redacted = "[redacted]"

// Reveal returns the value.
func (s Secret) Reveal() string { return string(s) }

// String hides the value.
func (s Secret) String() string { return redacted }

// GoString hides the value.
func (s Secret) GoString() string { return redacted }

// LogValue hides the value.
func (s Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText hides the value, also in JSON.
func (s Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }
