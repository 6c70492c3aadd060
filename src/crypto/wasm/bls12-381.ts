// BLS signatures in WebAssembly: the same answers as noble's. The module's memory is scratch: each question writes what it
// asks about, and is answered before the next. What is remembered from one to the next lies outside: valid keys.

import { equalBytes, utf8 } from "../../base/bytes.ts";
import type { BlsChecks, SyncAggregateQuestion } from "../kernel.ts";
import { ethereumDst, keyBytes, signatureBytes } from "../noble.ts";
import {
	cut,
	type DecodedKeys,
	type KeyDecoder,
	openKeyDecoder,
} from "./bls12-381-keys.ts";
import { openWasm, type Wasm, type WasmSource } from "./module.ts";

export type { DecodedKeys };

export type BlsOptions = {
	/** Fills with random bytes that nobody foresees. */
	readonly random?: (bytes: Uint8Array) => void;
	/** How many decoded keys are remembered; 2,048 unless told. */
	readonly mostKept?: number;
};

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

const coefficientBytes = 8;
/** As the module bounds them. */
const mostMessage = 1024;
const mostTogether = 64;
/** Questions between two pauses: some ten milliseconds. */
const questionsASlice = 12;

// Places behind the module's `heap`; those from 1472 on are the keys'.
const messageAt = 0;
const dstAt = 1024;
const signatureAt = 1280;
const coefficientAt = 1408;

const dst = utf8(ethereumDst);

const randomBytes = (bytes: Uint8Array): void => {
	bytes.set(crypto.getRandomValues(new Uint8Array(bytes.length)));
};

/** Whose keys add up to that of the signers, and whose are taken off. */
type Signers = {
	readonly plus: readonly Uint8Array[];
	readonly less: readonly Uint8Array[];
};

/** Null for a question that no kernel says yes to, whatever its keys are. */
const signersOf = (question: SyncAggregateQuestion): Signers | null => {
	const { pubkeys, aggregatePubkey, bits } = question;
	const seats = pubkeys.length / keyBytes;
	if (!Number.isInteger(seats) || bits.length !== Math.ceil(seats / 8))
		return null;
	if (question.signingRoot.length !== 32) return null;
	if (question.signature.length !== signatureBytes) return null;
	const present: Uint8Array[] = [];
	const absent: Uint8Array[] = [];
	// By seat, for a key can occur twice in a committee.
	cut(pubkeys, keyBytes).forEach((key, seat) => {
		const isPresent = (((bits[seat >> 3] ?? 0) >> (seat & 7)) & 1) === 1;
		(isPresent ? present : absent).push(key);
	});
	if (present.length === 0) return null;
	if (absent.length > present.length) return { plus: present, less: [] };
	return aggregatePubkey.length === keyBytes
		? { plus: [aggregatePubkey], less: absent }
		: null;
};

/** One question after the other. */
const openOne = (wasm: Wasm, keyring: KeyDecoder) => {
	const heap = wasm.global("heap");
	const verify = wasm.func("verify", 5);

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
	/** The running sum becomes that of the signers; false where a key is not valid. */
	const sumSigners = ({ plus, less }: Signers, ahead?: Ahead): boolean => {
		const keys = keyring.decode([...plus, ...less], ahead);
		if (keys === null) return false;
		return keyring.setSum(keys.slice(0, plus.length), keys.slice(plus.length));
	};

	const verifyOne = (question: SyncAggregateQuestion): boolean => {
		const signers = signersOf(question);
		return (
			signers !== null &&
			sumSigners(signers) &&
			verifyBySum(question.signingRoot, question.signature)
		);
	};

	return { write, verifyBySum, sumSigners, verifyOne };
};

type Ahead = ReturnType<KeyDecoder["decodeAhead"]>;
type Posed = {
	readonly question: SyncAggregateQuestion;
	readonly signers: Signers | null;
};

/** Many questions at once; where they are not all true together, those that may be are asked one by one. */
const openMany = (
	wasm: Wasm,
	keyring: KeyDecoder,
	{ write, sumSigners, verifyOne }: ReturnType<typeof openOne>,
	random: (bytes: Uint8Array) => void,
) => {
	const heap = wasm.global("heap");
	const togetherStart = wasm.act("togetherStart", 0);
	const togetherAdd = wasm.func("togetherAdd", 6);
	const togetherVerify = wasm.func("togetherVerify", 0);

	const drawCoefficient = (): void => {
		const bytes = new Uint8Array(coefficientBytes);
		while (bytes.every((byte) => byte === 0)) random(bytes);
		wasm.write(heap + coefficientAt, bytes);
	};

	/** Which questions have valid keys and a signature that decodes, and whether these are all true. */
	const verifyTogether = (
		posed: readonly Posed[],
		ahead: Ahead,
	): { readonly asked: ReadonlySet<number>; readonly all: boolean } => {
		const asked = new Set<number>();
		togetherStart();
		for (const [i, { question, signers }] of posed.entries()) {
			if (signers === null || !sumSigners(signers, ahead)) continue;
			drawCoefficient();
			const written = write(question.signingRoot, question.signature);
			if (togetherAdd(...written, heap + coefficientAt) === 1) asked.add(i);
		}
		return { asked, all: togetherVerify() === 1 };
	};

	return async (
		questions: readonly SyncAggregateQuestion[],
		pause: (() => Promise<void>) | undefined,
	): Promise<readonly boolean[]> => {
		const posed = questions.map((question) => ({
			question,
			signers: signersOf(question),
		}));
		const ahead = keyring.decodeAhead(
			posed.flatMap(({ signers }) =>
				signers === null ? [] : [...signers.plus, ...signers.less],
			),
		);
		await pause?.();
		const { asked, all } = verifyTogether(posed, ahead);
		const answers: boolean[] = [];
		for (const [i, question] of questions.entries()) {
			if (all || !asked.has(i)) {
				answers.push(asked.has(i));
				continue;
			}
			await pause?.();
			answers.push(verifyOne(question));
		}
		return answers;
	};
};

/** @throws wasm-refused, wasm-shape as openWasm */
export const openBls = async (
	source: WasmSource,
	{ random = randomBytes, mostKept = 2048 }: BlsOptions = {},
): Promise<WasmBls> => {
	const wasm = await openWasm(source);
	const keyring = openKeyDecoder(wasm, random, mostKept);
	const one = openOne(wasm, keyring);
	const { verifyOne, verifyBySum } = one;
	const verifyMany = openMany(wasm, keyring, one, random);

	return {
		verifySyncAggregate: async (question) => verifyOne(question),

		verifySyncAggregates: async (questions, { pause } = {}) => {
			const answers: boolean[] = [];
			const slice = pause === undefined ? mostTogether : questionsASlice;
			for (let from = 0; from < questions.length; from += slice) {
				if (from > 0) await pause?.();
				const part = questions.slice(from, from + slice);
				// Together is less work from two on.
				if (part.length > 1) answers.push(...(await verifyMany(part, pause)));
				else answers.push(...part.map(verifyOne));
			}
			return answers;
		},

		checkAggregateKey: async (pubkeys, aggregatePubkey, { pause } = {}) => {
			const seats = pubkeys.length / keyBytes;
			if (!Number.isInteger(seats) || seats === 0) return false;
			const keys = await keyring.decodeSlowly(cut(pubkeys, keyBytes), pause);
			if (keys === null || !keyring.setSum(keys)) return false;
			const sum = keyring.readSum();
			return sum !== null && equalBytes(sum, aggregatePubkey);
		},

		fastAggregateVerify: (pubkeys, message, signature) => {
			const count = pubkeys.length / keyBytes;
			if (!Number.isInteger(count) || count === 0) return false;
			const keys = keyring.decode(cut(pubkeys, keyBytes));
			return (
				keys !== null && keyring.setSum(keys) && verifyBySum(message, signature)
			);
		},

		decodeKeys: keyring.decodeRow,

		verifyDecoded: (keys, bits, message, signature) =>
			keyring.setSumOf(keys, bits) && verifyBySum(message, signature),
	};
};
