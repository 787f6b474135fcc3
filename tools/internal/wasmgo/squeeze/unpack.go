package squeeze

// Mark is what a packed file begins with; a module begins with a 0. Three bytes follow with the module's length, little
// endian, then the coder's bytes.
const Mark = 1

const header = 4

// Packed and Module are where the packed file is put and where the module is told.
func (m *Model) Packed() []byte { return m.packed[:] }
func (m *Model) Module() []byte { return m.out[:] }

// Unpack tells the module that lies packed and gives its length. What is no packed file gives anything, or panics. [browser]
func (m *Model) Unpack() uint32 {
	m.start()
	for m.at = header; m.at < 2*header; m.at++ {
		m.code = m.code<<8 | uint32(m.packed[m.at])
	}
	n := uint32(m.packed[1]) | uint32(m.packed[2])<<8 | uint32(m.packed[3])<<16
	m.module(n)
	return n
}
