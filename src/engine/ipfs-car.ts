// A file in IPFS out of a gateway's answer in blocks (CAR version 1): every block that is used has the hash that the one above it, or
// the place's own name, says. Directories are walked by name, also those in shards; what a file is put together of is bounded.
// Source: https://ipld.io/specs/transport/car/carv1/, https://ipld.io/specs/codecs/dag-pb/spec/, https://specs.ipfs.tech/unixfs/

import { type Hex, toHex } from "../base/bytes.ts";
import { sha256 } from "../crypto/hash.ts";
import { unfit } from "./picture-size.ts";

/** What a block is, and its SHA-256. */
export type IpfsBlock = { readonly codec: number; readonly digest: Hex };

export const rawCodec = 0x55;
export const dagCodec = 0x70;
const sha256Code = 0x12;
const digestBytes = 32;

/** `readings`: how often all bytes together are read through that say which blocks there are. */
const most = {
	blocks: 20_000,
	visits: 20_000,
	depth: 16,
	readings: 2,
} as const;

/** Bytes in their order, as they are taken off. @throws picture-unfit where they end too early */
class BlockBytes {
	readonly #bytes: Uint8Array;
	#at = 0;
	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}
	get isOver(): boolean {
		return this.#at >= this.#bytes.length;
	}
	take(length: number): Uint8Array {
		const end = this.#at + length;
		if (end > this.#bytes.length) throw unfit("a block that ends too early");
		const part = this.#bytes.subarray(this.#at, end);
		this.#at = end;
		return part;
	}
	rest(): Uint8Array {
		return this.take(this.#bytes.length - this.#at);
	}
	/** In groups of seven bits, the lowest first. */
	number(): number {
		let value = 0;
		for (let place = 1; place <= 2 ** 42; place *= 128) {
			const [byte = 0] = this.take(1);
			value += (byte & 0x7f) * place;
			if (byte < 0x80) return value;
		}
		throw unfit("a number without an end");
	}
	sized(): Uint8Array {
		return this.take(this.number());
	}
}

/** Null where its hash is none that is checked here. */
const blockIn = (bytes: BlockBytes): IpfsBlock | null => {
	const first = bytes.number();
	// version 0 is the hash alone
	const codec = first === sha256Code ? dagCodec : bytes.number();
	if (first !== sha256Code && first !== 1)
		throw unfit(`a name of version ${first}`);
	const hash = first === sha256Code ? first : bytes.number();
	const digest = bytes.sized();
	return hash === sha256Code && digest.length === digestBytes
		? { codec, digest: toHex(digest) }
		: null;
};

/** Does it begin as an answer in blocks does? Else it is something else that a gateway gave. */
export const isCar = (bytes: Uint8Array): boolean => {
	try {
		const head = new BlockBytes(bytes).sized();
		const text = new TextDecoder("latin1").decode(head);
		// a map of two: whose roots, and which version
		return (
			head[0] === 0xa2 &&
			text.includes("eroots") &&
			text.includes("gversion\u0001")
		);
	} catch {
		return false;
	}
};

/** By its hash. @throws picture-unfit for a block that has another than it says */
const blocksIn = (car: Uint8Array): ReadonlyMap<Hex, Uint8Array> => {
	const bytes = new BlockBytes(car);
	bytes.sized();
	const blocks = new Map<Hex, Uint8Array>();
	while (!bytes.isOver) {
		if (blocks.size >= most.blocks) throw unfit("too many blocks");
		const part = new BlockBytes(bytes.sized());
		const block = blockIn(part);
		// by a hash that is not checked here: whoever needs it does not find it
		if (block === null) continue;
		const data = part.rest();
		if (toHex(sha256(data)) !== block.digest)
			throw unfit("not the bytes it is named by");
		blocks.set(block.digest, data);
	}
	return blocks;
};

type Field =
	| { readonly id: number; readonly value: number }
	| { readonly id: number; readonly value: Uint8Array };

/** Fields of a record in protocol buffers. */
const fieldsIn = (bytes: Uint8Array): readonly Field[] => {
	const from = new BlockBytes(bytes);
	const found: Field[] = [];
	while (!from.isOver) {
		const key = from.number();
		const id = Math.floor(key / 8);
		if (key % 8 === 0) found.push({ id, value: from.number() });
		else if (key % 8 === 2) found.push({ id, value: from.sized() });
		else throw unfit("a block of an unknown form");
	}
	return found;
};
const bytesOf = (fields: readonly Field[], id: number): Uint8Array | null => {
	const value = fields.find((one) => one.id === id)?.value;
	return value instanceof Uint8Array ? value : null;
};
const numberOf = (fields: readonly Field[], id: number): number | null => {
	const value = fields.find((one) => one.id === id)?.value;
	return typeof value === "number" ? value : null;
};

type Link = { readonly name: string; readonly to: IpfsBlock | null };
type Node = {
	/** As UnixFS counts them. */
	readonly type: number;
	readonly data: Uint8Array;
	readonly fanout: number | null;
	readonly links: readonly Link[];
};
const types = { raw: 0, directory: 1, file: 2, shard: 5 } as const;
const fanout = 256;
/** Of a name in a shard: where it stands in it. */
const placeChars = 2;

const nodeIn = (bytes: Uint8Array): Node => {
	const fields = fieldsIn(bytes);
	const about = fieldsIn(bytesOf(fields, 1) ?? new Uint8Array());
	const links = fields.flatMap(({ id, value }): readonly Link[] => {
		if (id !== 2 || !(value instanceof Uint8Array)) return [];
		const link = fieldsIn(value);
		const hash = bytesOf(link, 1);
		return [
			{
				name: new TextDecoder().decode(bytesOf(link, 2) ?? new Uint8Array()),
				to: hash === null ? null : blockIn(new BlockBytes(hash)),
			},
		];
	});
	return {
		type: numberOf(about, 1) ?? types.raw,
		data: bytesOf(about, 2) ?? new Uint8Array(),
		fanout: numberOf(about, 6),
		links,
	};
};

class Walk {
	readonly #blocks: ReadonlyMap<Hex, Uint8Array>;
	#visits = 0;
	/** Bytes that may still be taken apart: a block can be named in many places, and each of them reads it anew. */
	#left: number;
	constructor(blocks: ReadonlyMap<Hex, Uint8Array>, carBytes: number) {
		this.#blocks = blocks;
		this.#left = most.readings * carBytes;
	}

	#bytesAt(at: IpfsBlock | null, depth: number): Uint8Array {
		if (++this.#visits > most.visits || depth > most.depth)
			throw unfit("more blocks than are walked");
		const bytes = at === null ? undefined : this.#blocks.get(at.digest);
		if (bytes === undefined) throw unfit("a block is missing");
		// what is put into the file has its own bound
		if (at?.codec === dagCodec) this.#left -= bytes.length;
		if (this.#left < 0) throw unfit("more bytes than are walked");
		return bytes;
	}

	/** What stands under that name; null where it does not, as far as the blocks reach. */
	#under(at: IpfsBlock, name: string, depth: number): IpfsBlock | null {
		if (at.codec !== dagCodec) throw unfit("no directory");
		const node = nodeIn(this.#bytesAt(at, depth));
		if (node.type === types.directory)
			return node.links.find((one) => one.name === name)?.to ?? null;
		if (node.type !== types.shard || node.fanout !== fanout)
			throw unfit("no directory that is read here");
		for (const link of node.links) {
			if (link.name.length > placeChars && link.name.slice(placeChars) === name)
				return link.to;
			// a shard below it; only those on the way are in the answer
			if (link.name.length !== placeChars || link.to === null) continue;
			if (!this.#blocks.has(link.to.digest)) continue;
			const found = this.#under(link.to, name, depth + 1);
			if (found !== null) return found;
		}
		return null;
	}

	/** @throws picture-unfit where nothing has that name */
	step(at: IpfsBlock, name: string): IpfsBlock {
		const found = this.#under(at, name, 0);
		if (found === null) throw unfit(`nothing is called "${name.slice(0, 60)}"`);
		return found;
	}

	/** @param room bytes that there may be still. @returns what is left of it */
	read(
		at: IpfsBlock | null,
		room: number,
		into: Uint8Array[],
		depth = 0,
	): number {
		const bytes = this.#bytesAt(at, depth);
		if (at?.codec === rawCodec) return put(bytes, room, into);
		if (at?.codec !== dagCodec) throw unfit("a block of an unknown kind");
		const { type, data, links } = nodeIn(bytes);
		if (type !== types.file && type !== types.raw) throw unfit("no file");
		let left = put(data, room, into);
		for (const { to } of links) left = this.read(to, left, into, depth + 1);
		return left;
	}
}

const put = (bytes: Uint8Array, room: number, into: Uint8Array[]): number => {
	if (bytes.length > room) throw unfit("more bytes than are shown");
	into.push(bytes);
	return room - bytes.length;
};

/**
 * The file of that name: every block from the root's own hash on is checked.
 * @param parts names below the root, each as it is called
 * @throws picture-unfit where a block has another hash than it is named by, is missing, or is of no form that is read here
 */
export const fileInCar = (
	car: Uint8Array,
	root: IpfsBlock,
	parts: readonly string[],
	mostBytes: number,
): Uint8Array => {
	const walk = new Walk(blocksIn(car), car.length);
	const at = parts.reduce((where, name) => walk.step(where, name), root);
	const pieces: Uint8Array[] = [];
	const left = walk.read(at, mostBytes, pieces);
	const whole = new Uint8Array(mostBytes - left);
	let next = 0;
	for (const piece of pieces) {
		whole.set(piece, next);
		next += piece.length;
	}
	return whole;
};
