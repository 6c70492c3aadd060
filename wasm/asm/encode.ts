// Numbers, names and sections as a module's bytes.
// Source: WebAssembly core specification 3.0, section 5 (binary format), https://webassembly.github.io/spec/core/binary/

/** Unsigned LEB128 of an integer in [0, 2^53). */
export const unsigned = (value: number): number[] => {
	if (!Number.isSafeInteger(value) || value < 0)
		throw new RangeError(`"value" expected a natural number, got ${value}`);
	const bytes: number[] = [];
	let rest = value;
	do {
		const low = rest % 128;
		rest = Math.floor(rest / 128);
		bytes.push(rest === 0 ? low : low | 0x80);
	} while (rest !== 0);
	return bytes;
};

/** Signed LEB128 of any integer. */
export const signed = (value: bigint): number[] => {
	const bytes: number[] = [];
	let rest = value;
	for (;;) {
		const low = Number(rest & 0x7fn);
		rest >>= 7n;
		const sign = (low & 0x40) !== 0;
		if ((rest === 0n && !sign) || (rest === -1n && sign)) {
			bytes.push(low);
			return bytes;
		}
		bytes.push(low | 0x80);
	}
};

/** Eight bytes, little-endian, of an integer taken modulo 2^64. */
export const word = (value: bigint): number[] => {
	const bytes = new Uint8Array(8);
	new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, value), true);
	return [...bytes];
};

/** The IEEE 754 bits of a double as an integer. */
export const bitsOf = (value: number): bigint => {
	const view = new DataView(new ArrayBuffer(8));
	view.setFloat64(0, value);
	return view.getBigUint64(0);
};

/** A vector: its length, then its elements. */
export const vector = (elements: readonly (readonly number[])[]): number[] => [
	...unsigned(elements.length),
	...elements.flat(),
];

export const name = (text: string): number[] => {
	const bytes = new TextEncoder().encode(text);
	return [...unsigned(bytes.length), ...bytes];
};

export const section = (id: number, body: readonly number[]): number[] => [
	id,
	...unsigned(body.length),
	...body,
];
