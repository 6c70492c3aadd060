// Small modules written by hand, byte by byte, for what must hold of any module.

const text = (name: string): number[] => [
	name.length,
	...new TextEncoder().encode(name),
];
const section = (id: number, ...bytes: number[]): number[] => [
	id,
	bytes.length,
	...bytes,
];
const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const i32 = 0x7f;
// (i32, i32) -> i32, and (i32) -> nothing
const types = section(1, 2, 0x60, 2, i32, i32, 1, i32, 0x60, 1, i32, 0);

/**
 * Exports memory of one page (which may grow to two), `add(a, b)`, `grow(pages)`, the global `place` = 64, and the
 * 64-bit global `wide`.
 */
export const small = Uint8Array.from([
	...head,
	...types,
	...section(3, 2, 0, 1),
	...section(5, 1, 1, 1, 2),
	...section(6, 2, i32, 0, 0x41, 0xc0, 0, 0x0b, 0x7e, 0, 0x42, 7, 0x0b),
	...section(
		7,
		5,
		...text("memory"),
		2,
		0,
		...text("add"),
		0,
		0,
		...text("grow"),
		0,
		1,
		...text("place"),
		3,
		0,
		...text("wide"),
		3,
		1,
	),
	// add: local.get 0, local.get 1, i32.add. grow: local.get 0, memory.grow, drop.
	...section(
		10,
		2,
		...[7, 0, 0x20, 0, 0x20, 1, 0x6a, 0x0b],
		...[7, 0, 0x20, 0, 0x40, 0, 0x1a, 0x0b],
	),
]);

/** Wants a function of the world outside. */
export const importing = Uint8Array.from([
	...head,
	...types,
	...section(2, 1, ...text("env"), ...text("call"), 0, 0),
]);

/** Exports nothing at all. */
export const empty = Uint8Array.from(head);

/** Uses an instruction that no runtime has. */
export const unknown = Uint8Array.from([
	...head,
	...types,
	...section(3, 1, 1),
	...section(10, 1, 3, 0, 0xff, 0x0b),
]);
