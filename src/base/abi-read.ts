// Calldata read back, in the one spelling that an encoder gives it: what is longer, shorter, dirty or laid out in another order is
// not read at all. A contract may take other spellings; what such a call says is then not said here.
// Source: Solidity, contract ABI specification, "formal specification of the encoding".

import { bigFromBytes, type Hex, toHex } from "./bytes.ts";
import { Fault } from "./fault.ts";

const wrong = (why: string): Fault => new Fault("bad-field", why);

/** The arguments of one call, or the parts of one tuple or list, read from the first to the last. */
export class AbiReader {
	readonly #data: Uint8Array;
	readonly #base: number;
	readonly #headEnd: number;
	#head: number;
	#tail: number;

	/** @param words how many words its parts take in place */
	constructor(data: Uint8Array, base: number, words: number) {
		this.#data = data;
		this.#base = base;
		this.#head = base;
		this.#headEnd = base + 32 * words;
		this.#tail = this.#headEnd;
		if (this.#headEnd > data.length) throw wrong("the arguments are cut short");
	}

	#wordAt(at: number): bigint {
		if (at + 32 > this.#data.length) throw wrong("the arguments are cut short");
		return bigFromBytes(this.#data.subarray(at, at + 32));
	}

	/** A number of that many bits. @throws bad-field for a larger one */
	uint(bits = 256): bigint {
		if (this.#head >= this.#headEnd) throw wrong("more is read than is there");
		const value = this.#wordAt(this.#head);
		if (value >> BigInt(bits) !== 0n) throw wrong(`more than ${bits} bits`);
		this.#head += 32;
		return value;
	}

	address(): Hex {
		return `0x${this.uint(160).toString(16).padStart(40, "0")}`;
	}

	bool(): boolean {
		return this.uint(1) === 1n;
	}

	word(): Hex {
		return `0x${this.uint().toString(16).padStart(64, "0")}`;
	}

	/** Where the next dynamic part begins: right behind the one before it, and nowhere else. */
	#begin(): number {
		const offset = this.uint();
		if (offset !== BigInt(this.#tail - this.#base))
			throw wrong("a part stands elsewhere than an encoder puts it");
		return this.#tail;
	}

	#count(at: number, most: number): number {
		const count = this.#wordAt(at);
		if (count > BigInt(most)) throw wrong(`${count} items, at most ${most}`);
		return Number(count);
	}

	/** bytes and string. */
	bytes(): Hex {
		const at = this.#begin();
		const length = this.#count(at, this.#data.length);
		const end = at + 32 + length;
		const padded = at + 32 + 32 * Math.ceil(length / 32);
		if (padded > this.#data.length) throw wrong("the bytes are cut short");
		if (this.#data.subarray(end, padded).some((byte) => byte !== 0))
			throw wrong("the padding is not zero");
		this.#tail = padded;
		return toHex(this.#data.subarray(at + 32, end));
	}

	/**
	 * A list, each item by `item`.
	 * @param words how many words an item takes in place: one where items are dynamic
	 */
	list<T>(
		most: number,
		words: number,
		item: (parts: AbiReader) => T,
	): readonly T[] {
		const at = this.#begin();
		const count = this.#count(at, most);
		const parts = new AbiReader(this.#data, at + 32, count * words);
		const items: T[] = [];
		for (let i = 0; i < count; i++) items.push(item(parts));
		this.#tail = parts.end();
		return items;
	}

	/** A struct with dynamic parts, which stands behind the others. @param words how many words its parts take in place */
	tuple<T>(words: number, read: (parts: AbiReader) => T): T {
		const parts = new AbiReader(this.#data, this.#begin(), words);
		const value = read(parts);
		this.#tail = parts.end();
		return value;
	}

	/** Where what is read ends. @throws bad-field when it was not read whole */
	end(): number {
		if (this.#head !== this.#headEnd) throw wrong("less is read than is there");
		return this.#tail;
	}
}

/**
 * The arguments behind a selector, read whole.
 * @throws bad-field for bytes that no encoder makes
 */
export const readArguments = <T>(
	data: Uint8Array,
	words: number,
	read: (parts: AbiReader) => T,
): T => {
	const parts = new AbiReader(data, 0, words);
	const value = read(parts);
	const end = parts.end();
	if (end !== data.length) throw wrong(`${data.length - end} bytes behind it`);
	return value;
};
