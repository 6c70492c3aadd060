// BLS signatures in WebAssembly: the same answers as noble's. The module's memory is scratch: each question writes what it
// asks about, and is answered before the next. What is remembered from one to the next lies outside: keys that were decoded.

import { equalBytes, type Hex, toHex, utf8 } from "../../base/bytes.ts";
import type { BlsChecks, SyncAggregateQuestion } from "../kernel.ts";
import { ethereumDst, keyBytes, signatureBytes } from "../noble.ts";
import { openWasm, type WasmSource } from "./module.ts";

export type BlsOptions = {
	/** Fills with random bytes that nobody foresees. */
	readonly random?: (bytes: Uint8Array) => void;
	/** How many decoded keys are remembered; 2,048 unless told. */
	readonly mostKept?: number;
};

/** Keys as points, in the form of the module that decoded them: good for that one alone. */
export type DecodedKeys = { readonly count: number; readonly row: Uint8Array };

export type WasmBls = BlsChecks & {
	/** FastAggregateVerify: every key is validated. @throws RangeError for a message over 1,024 bytes */
	readonly fastAggregateVerify: (
		pubkeys: Uint8Array,
		message: Uint8Array,
		signature: Uint8Array,
	) => boolean;
	/** The keys, 48 bytes each, if every one of them is valid and there are 1 to 512; remembered by the caller alone. */
	readonly decodeKeys: (pubkeys: Uint8Array) => DecodedKeys | null;
	/** FastAggregateVerify of those keys whose bit is set. False for nobody. @throws RangeError as fastAggregateVerify */
	readonly verifyDecoded: (
		keys: DecodedKeys,
		bits: Uint8Array,
		message: Uint8Array,
		signature: Uint8Array,
	) => boolean;
};

const plainKeyBytes = 96;
const coefficientBytes = 8;
/** As the module bounds them. */
const mostRow = 512;
const mostMessage = 1024;
const randomBytesAKey = 28;
const mostTogether = 64;
/** Work between two pauses: some ten milliseconds. */
const keysASlice = 256;
const questionsASlice = 12;

// Places behind the module's `heap`.
const messageAt = 0;
const dstAt = 1024;
const signatureAt = 1280;
const coefficientAt = 1408;
const bitsAt = 1472;
const keysAt = 2048;
/** Behind 512 keys of 48 bytes; the same as 96 bytes each are written over it. */
const randomAt = keysAt + mostRow * keyBytes;
const rowAt = 64 * 1024;

const dst = utf8(ethereumDst);
const everyone = new Uint8Array(mostRow / 8).fill(255);

const cut = (bytes: Uint8Array, length: number): Uint8Array[] =>
	Array.from({ length: bytes.length / length }, (_, i) =>
		bytes.subarray(i * length, (i + 1) * length),
	);

const isSigned = (bits: Uint8Array, seat: number): boolean =>
	(((bits[seat >> 3] ?? 0) >> (seat & 7)) & 1) === 1;

const randomBytes = (bytes: Uint8Array): void => {
	bytes.set(crypto.getRandomValues(new Uint8Array(bytes.length)));
};

/** @throws wasm-refused, wasm-shape as openWasm */
export const openBls = async (
	source: WasmSource,
	{ random = randomBytes, mostKept = 2048 }: BlsOptions = {},
): Promise<WasmBls> => {
	const wasm = await openWasm(source);
	const heap = wasm.global("heap");
	const rowBytes = wasm.func("rowBytes", 1);
	const decodeRow = wasm.func("decodeKeys", 4);
	const importRow = wasm.func("importKeys", 3);
	const exportRow = wasm.act("exportKeys", 3);
	const clearSum = wasm.act("clearSum", 0);
	const negateSum = wasm.act("negateSum", 0);
	const addKeys = wasm.act("addKeys", 4);
	const compressSum = wasm.func("compressSum", 1);
	const verify = wasm.func("verify", 5);
	const togetherStart = wasm.act("togetherStart", 0);
	const togetherAdd = wasm.func("togetherAdd", 6);
	const togetherVerify = wasm.func("togetherVerify", 0);

	const row = heap + rowAt;
	const kept = new Map<Hex, Uint8Array>();
	const keep = (name: Hex, key: Uint8Array): void => {
		if (mostKept <= 0) return;
		if (kept.size >= mostKept) {
			const oldest = kept.keys().next();
			if (!oldest.done) kept.delete(oldest.value);
		}
		kept.set(name, key);
	};

	/** Are the keys of 48 bytes at this place valid? Then they are a row. */
	const decodeAt = (at: number, count: number): boolean => {
		const dice = new Uint8Array(count * randomBytesAKey);
		random(dice);
		wasm.write(heap + randomAt, dice);
		return decodeRow(row, at, count, heap + randomAt) === 1;
	};
	/** Up to 512 keys of 48 bytes each as x and y, which are 96; null when one is not valid. */
	const decodeNew = (
		keys: readonly Uint8Array[],
	): readonly Uint8Array[] | null => {
		const at = heap + keysAt;
		const window = wasm.window(at, keys.length * keyBytes);
		keys.forEach((key, i) => {
			window.set(key, i * keyBytes);
		});
		if (!decodeAt(at, keys.length)) return null;
		exportRow(at, row, keys.length);
		return cut(wasm.read(at, keys.length * plainKeyBytes), plainKeyBytes);
	};

	/** The keys as x and y: those that are remembered, and the others decoded, a slice of them at a time. */
	const decode = async (
		keys: readonly Uint8Array[],
		pause: (() => Promise<void>) | undefined,
	): Promise<readonly Uint8Array[] | null> => {
		const found = decodeKnown(keys);
		let isFirst = true;
		for (let from = 0; from < found.missing.length; from += keysASlice) {
			if (!isFirst) await pause?.();
			isFirst = false;
			if (!decodeInto(found, from, keysASlice)) return null;
		}
		return found.plain;
	};
	type Found = {
		readonly names: readonly Hex[];
		readonly keys: readonly Uint8Array[];
		readonly plain: Uint8Array[];
		/** The places of those that are not remembered. */
		readonly missing: readonly number[];
	};
	const decodeKnown = (keys: readonly Uint8Array[]): Found => {
		const names = keys.map(toHex);
		const missing: number[] = [];
		const plain = names.map((name, i) => {
			const known = kept.get(name);
			if (known === undefined) missing.push(i);
			return known ?? new Uint8Array(0);
		});
		return { names, keys, plain, missing };
	};
	const decodeInto = (
		{ names, keys, plain, missing }: Found,
		from: number,
		count: number,
	): boolean => {
		const places = missing.slice(from, from + count);
		const decoded = decodeNew(places.flatMap((i) => keys[i] ?? []));
		if (decoded === null) return false;
		decoded.forEach((key, n) => {
			const i = places[n] ?? 0;
			plain[i] = key;
			keep(names[i] ?? "0x", key);
		});
		return true;
	};
	const decodeAtOnce = (
		keys: readonly Uint8Array[],
	): readonly Uint8Array[] | null => {
		const found = decodeKnown(keys);
		for (let from = 0; from < found.missing.length; from += mostRow)
			if (!decodeInto(found, from, mostRow)) return null;
		return found.plain;
	};

	/** Adds keys given as x and y to the running sum. */
	const addUp = (keys: readonly Uint8Array[]): boolean => {
		const at = heap + keysAt;
		for (let from = 0; from < keys.length; from += mostRow) {
			const part = keys.slice(from, from + mostRow);
			const window = wasm.window(at, part.length * plainKeyBytes);
			part.forEach((key, i) => {
				window.set(key, i * plainKeyBytes);
			});
			if (importRow(row, at, part.length) !== 1) return false;
			wasm.write(heap + bitsAt, everyone);
			addKeys(row, part.length, heap + bitsAt, 1);
		}
		return true;
	};

	const write = (message: Uint8Array, signature: Uint8Array) => {
		if (message.length > mostMessage)
			throw new RangeError(`"message" has ${message.length} bytes`);
		wasm.write(heap + messageAt, message);
		wasm.write(heap + dstAt, dst);
		wasm.write(heap + signatureAt, signature);
		return [
			heap + messageAt,
			message.length,
			heap + dstAt,
			dst.length,
			heap + signatureAt,
		] as const;
	};
	/** Is it the signature of the message by the running sum? */
	const verifyBySum = (message: Uint8Array, signature: Uint8Array): boolean =>
		signature.length === signatureBytes &&
		verify(...write(message, signature)) === 1;

	/** The running sum becomes that of the signers. False where there is none, by a question that no kernel says yes to. */
	const sumSigners = (question: SyncAggregateQuestion): boolean => {
		const { pubkeys, aggregatePubkey, bits } = question;
		const seats = pubkeys.length / keyBytes;
		if (!Number.isInteger(seats) || bits.length !== Math.ceil(seats / 8))
			return false;
		if (question.signingRoot.length !== 32) return false;
		if (question.signature.length !== signatureBytes) return false;
		const present: Uint8Array[] = [];
		const absent: Uint8Array[] = [];
		cut(pubkeys, keyBytes).forEach((key, seat) => {
			(isSigned(bits, seat) ? present : absent).push(key);
		});
		if (present.length === 0) return false;
		clearSum();
		if (absent.length > present.length) {
			const keys = decodeAtOnce(present);
			return keys !== null && addUp(keys);
		}
		if (aggregatePubkey.length !== keyBytes) return false;
		const keys = decodeAtOnce([aggregatePubkey, ...absent]);
		if (keys === null) return false;
		const [all, ...others] = keys;
		if (all === undefined || !addUp(others)) return false;
		negateSum();
		return addUp([all]);
	};

	const verifyOne = (question: SyncAggregateQuestion): boolean =>
		sumSigners(question) &&
		verifyBySum(question.signingRoot, question.signature);

	const drawCoefficient = (): void => {
		const bytes = new Uint8Array(coefficientBytes);
		while (bytes.every((byte) => byte === 0)) random(bytes);
		wasm.write(heap + coefficientAt, bytes);
	};
	/** The questions that are well formed, and whether these are all true. */
	const verifyTogether = (
		questions: readonly SyncAggregateQuestion[],
	): { readonly asked: ReadonlySet<number>; readonly all: boolean } => {
		const asked = new Set<number>();
		togetherStart();
		for (const [i, question] of questions.entries()) {
			if (!sumSigners(question)) continue;
			drawCoefficient();
			const written = write(question.signingRoot, question.signature);
			if (togetherAdd(...written, heap + coefficientAt) === 1) asked.add(i);
		}
		return { asked, all: togetherVerify() === 1 };
	};

	return {
		verifySyncAggregate: async (question) => verifyOne(question),

		verifySyncAggregates: async (questions, { pause } = {}) => {
			const answers: boolean[] = [];
			const slice = pause === undefined ? mostTogether : questionsASlice;
			for (let from = 0; from < questions.length; from += slice) {
				if (from > 0) await pause?.();
				const part = questions.slice(from, from + slice);
				// Together is less work from two on.
				const { asked, all } =
					part.length > 1
						? verifyTogether(part)
						: { asked: new Set([0]), all: false };
				for (const [i, question] of part.entries()) {
					if (all || !asked.has(i)) {
						answers.push(asked.has(i));
						continue;
					}
					if (part.length > 1) await pause?.();
					answers.push(verifyOne(question));
				}
			}
			return answers;
		},

		checkAggregateKey: async (pubkeys, aggregatePubkey, { pause } = {}) => {
			const seats = pubkeys.length / keyBytes;
			if (!Number.isInteger(seats) || seats === 0) return false;
			const keys = await decode(cut(pubkeys, keyBytes), pause);
			if (keys === null) return false;
			clearSum();
			if (!addUp(keys)) return false;
			const at = heap + keysAt;
			return (
				compressSum(at) === 1 &&
				equalBytes(wasm.read(at, keyBytes), aggregatePubkey)
			);
		},

		fastAggregateVerify: (pubkeys, message, signature) => {
			const count = pubkeys.length / keyBytes;
			if (!Number.isInteger(count) || count === 0) return false;
			const keys = decodeAtOnce(cut(pubkeys, keyBytes));
			if (keys === null) return false;
			clearSum();
			return addUp(keys) && verifyBySum(message, signature);
		},

		decodeKeys: (pubkeys) => {
			const count = pubkeys.length / keyBytes;
			if (!Number.isInteger(count) || count === 0 || count > mostRow)
				return null;
			wasm.write(heap + keysAt, pubkeys);
			if (!decodeAt(heap + keysAt, count)) return null;
			return { count, row: wasm.read(row, rowBytes(count)) };
		},

		verifyDecoded: (keys, bits, message, signature) => {
			if (keys.row.length !== rowBytes(keys.count)) return false;
			if (bits.length !== Math.ceil(keys.count / 8)) return false;
			wasm.write(row, keys.row);
			wasm.write(heap + bitsAt, bits);
			clearSum();
			addKeys(row, keys.count, heap + bitsAt, 1);
			return verifyBySum(message, signature);
		},
	};
};
