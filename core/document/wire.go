package document

import (
	"encoding/binary"
	"fmt"
	"math"
	"unsafe"

	"google.golang.org/protobuf/encoding/protowire"
)

func appendTagLen(dst []byte, field protowire.Number, n int) []byte {
	dst = protowire.AppendTag(dst, field, protowire.BytesType)
	return protowire.AppendVarint(dst, uint64(n))
}

func appendUint(dst []byte, field protowire.Number, v uint64) []byte {
	dst = protowire.AppendTag(dst, field, protowire.VarintType)
	return protowire.AppendVarint(dst, v)
}

func appendString(dst []byte, field protowire.Number, s string) []byte {
	return append(appendTagLen(dst, field, len(s)), s...)
}

func appendBytes(dst []byte, field protowire.Number, b []byte) []byte {
	return append(appendTagLen(dst, field, len(b)), b...)
}

// sizeBytes returns the length of a field of n bytes whose number is below 16.
func sizeBytes(n int) int { return 1 + protowire.SizeBytes(n) }

func appendInt32(dst []byte, v int32) []byte {
	return binary.LittleEndian.AppendUint32(dst, uint32(v))
}

func appendFloat32(dst []byte, v float32) []byte {
	return binary.LittleEndian.AppendUint32(dst, math.Float32bits(v))
}

// sizeColumn is sizeBytes for a field whose number is 16 or more, and below 2048.
func sizeColumn(n int) int { return 2 + protowire.SizeBytes(n) }

// littleEndian is true where columns lie in memory as they travel.
var littleEndian = func() bool {
	one := uint16(1)
	return *(*byte)(unsafe.Pointer(&one)) == 1
}()

// appendColumn writes numbers of 4 bytes as they lie in memory.
func appendColumn[T int32 | float32](dst []byte, column []T) []byte {
	if littleEndian && len(column) > 0 {
		return append(dst, unsafe.Slice((*byte)(unsafe.Pointer(&column[0])), 4*len(column))...)
	}
	for _, v := range column {
		dst = binary.LittleEndian.AppendUint32(dst, rawBits(v))
	}
	return dst
}

func rawBits[T int32 | float32](v T) uint32 { return *(*uint32)(unsafe.Pointer(&v)) }

// column reads numbers of 4 bytes: in place where the machine allows, else as a
// copy.
func column[T int32 | float32](data []byte) ([]T, error) {
	n := len(data) / 4
	if len(data)%4 != 0 {
		return nil, fmt.Errorf("a column of 4-byte numbers has %d bytes", len(data))
	}
	if n == 0 {
		return nil, nil
	}
	if !littleEndian {
		out := make([]T, n)
		for i := range out {
			v := binary.LittleEndian.Uint32(data[4*i:])
			out[i] = *(*T)(unsafe.Pointer(&v))
		}
		return out, nil
	}
	if uintptr(unsafe.Pointer(&data[0]))%4 == 0 {
		return unsafe.Slice((*T)(unsafe.Pointer(&data[0])), n), nil
	}
	out := make([]T, n)
	copy(unsafe.Slice((*byte)(unsafe.Pointer(&out[0])), len(data)), data)
	return out, nil
}

// signed and unsigned return the same bytes in the other type.
func signed(b []byte) []int8 {
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(b))), len(b))
}

func unsigned(b []int8) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(b))), len(b))
}

// alias returns a string that shares the bytes. They must never change.
func alias(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// fields calls f for each field of a message: v for a varint, b for bytes. Other
// wire types are passed over, as protobuf demands of unknown fields.
func fields(data []byte, f func(field protowire.Number, v uint64, b []byte) error) error {
	for len(data) > 0 {
		field, kind, n := protowire.ConsumeTag(data)
		if n < 0 {
			return protowire.ParseError(n)
		}
		data = data[n:]
		var v uint64
		var b []byte
		switch kind {
		case protowire.VarintType:
			v, n = protowire.ConsumeVarint(data)
		case protowire.BytesType:
			b, n = protowire.ConsumeBytes(data)
		default:
			field, n = 0, protowire.ConsumeFieldValue(field, kind, data)
		}
		if n < 0 {
			return protowire.ParseError(n)
		}
		data = data[n:]
		if field == 0 {
			continue
		}
		if err := f(field, v, b); err != nil {
			return err
		}
	}
	return nil
}
