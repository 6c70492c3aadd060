// What QR signers show and read: "ur:", what it is, and bytes as letters; in one code, or in parts that follow one another. Source:
// BCR-2020-005 https://github.com/BlockchainCommons/Research/blob/master/papers/bcr-2020-005-ur.md

import { Fault } from "../base/fault.ts";
import { crc32, decodeBytewords, encodeBytewords } from "./bytewords.ts";
import { decodeCbor, encodeCbor } from "./cbor.ts";
import { fragmentsOf, openFragments } from "./fountain.ts";

/** Letters of one code: what the largest QR code holds. */
export const mostCodeChars = 4_300;
/** Of a whole message, and parts of it. What a device answers is short: its keys are the longest. */
const most = { bytes: 20_000, parts: 200 };

/** Bytes of a part as it is shown: a code of that size is read off a screen at once by every camera. */
const shownBytes = 200;

export type UrMessage = { readonly type: string; readonly bytes: Uint8Array };

/** A frame of what was read: undecodable or of another message, one of several, or the last one needed. */
export type UrProgress = {
	readonly message: UrMessage | null;
	readonly have: number;
	readonly of: number;
};

const wrong = (why: string): Fault =>
	new Fault("device-answer", `a code ${why}`);

const checksumOf = (bytes: Uint8Array): number => {
	const sum = crc32(bytes);
	return new DataView(sum.buffer).getUint32(0);
};

/** The codes to be shown one after another, again and again. In capitals, which take less room in a QR code. */
export const urCodes = ({ type, bytes }: UrMessage): readonly string[] => {
	const start = `ur:${type}/`;
	const count = Math.ceil(bytes.length / shownBytes);
	if (count <= 1) return [`${start}${encodeBytewords(bytes)}`.toUpperCase()];
	const size = Math.ceil(bytes.length / count);
	const checksum = checksumOf(bytes);
	return Array.from({ length: count }, (_, i) => {
		// The last one is filled up with zeros.
		const part = new Uint8Array(size);
		part.set(bytes.subarray(i * size, (i + 1) * size));
		const cbor = encodeCbor([i + 1, count, bytes.length, checksum, part]);
		return `${start}${i + 1}-${count}/${encodeBytewords(cbor)}`.toUpperCase();
	});
};

type Part = {
	readonly number: number;
	readonly count: number;
	readonly length: number;
	readonly checksum: number;
	readonly bytes: Uint8Array;
};

/** @throws device-answer */
const decodePart = (place: string, letters: string): Part => {
	const [, said = "", of = ""] =
		/^([0-9]{1,9})-([0-9]{1,4})$/.exec(place) ?? [];
	const fields = decodeCbor(decodeBytewords(letters));
	const [number, count, length, checksum, bytes] = Array.isArray(fields)
		? fields
		: [];
	if (
		typeof number !== "number" ||
		typeof count !== "number" ||
		typeof length !== "number" ||
		typeof checksum !== "number" ||
		!(bytes instanceof Uint8Array)
	)
		throw wrong("whose part is none");
	if (String(number) !== said || String(count) !== of)
		throw wrong("that is another part than it says");
	if (number < 1 || count < 1 || count > most.parts || length > most.bytes)
		throw wrong(`of ${count} parts and ${length} bytes`);
	if (bytes.length * count < length || bytes.length * (count - 1) >= length)
		throw wrong("whose parts do not make the whole");
	return { number, count, length, checksum, bytes };
};

const isSame = (one: Part, other: Part): boolean =>
	one.count === other.count &&
	one.length === other.length &&
	one.checksum === other.checksum &&
	one.bytes.length === other.bytes.length;

/** Reads the codes of one message as they come, in any order. */
export const openUr = (types: readonly string[]) => {
	let first: { readonly type: string; readonly part: Part } | null = null;
	let fragments = openFragments(0);
	const progress = (message: UrMessage | null = null): UrProgress => ({
		message,
		have: fragments.have(),
		of: first?.part.count ?? 0,
	});

	const takePart = (type: string, part: Part): UrProgress => {
		if (first === null || first.type !== type || !isSame(first.part, part)) {
			// The device shows another message by now.
			first = { type, part };
			fragments = openFragments(part.count);
		}
		const { count, checksum, length } = part;
		fragments.take(fragmentsOf(part.number, count, checksum), part.bytes);
		const bytes = fragments.whole()?.subarray(0, length);
		if (bytes === undefined) return progress();
		if (checksumOf(bytes) !== checksum) {
			first = null;
			throw wrong("with another checksum");
		}
		return progress({ type, bytes });
	};

	return {
		/** @throws device-answer for no such code; qr-other for one of another kind */
		take: (code: string): UrProgress => {
			if (code.length > mostCodeChars) throw wrong("that is too long");
			const text = code.toLowerCase();
			const [, type = "", ...rest] =
				/^ur:([a-z0-9-]{1,60})\/(?:([0-9-]{1,20})\/)?([a-z]+)$/.exec(text) ??
				[];
			if (type === "") throw wrong("that is none of a hardware wallet");
			if (!types.includes(type)) throw new Fault("qr-other", type);
			const [place, letters = ""] = rest;
			if (place !== undefined)
				return takePart(type, decodePart(place, letters));
			return progress({ type, bytes: decodeBytewords(letters) });
		},
	};
};
