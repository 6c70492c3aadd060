// The words between the engine and a kernel worker: closed questions about bytes, and yes or no to each; bytes where the
// question is a precompile's (src/crypto/kernel.ts says why). A worker that cannot answer says so; that is never a no.

import type { Decode, Decoded } from "../../src/base/decode.ts";
import * as d from "../../src/base/decode.ts";
import { Fault } from "../../src/base/fault.ts";
import {
	type BlsChecks,
	blsWork,
	bn254Work,
	kzgWork,
	type PrecompileName,
	type PrecompileQuestion,
	type Precompiling,
	type ProofChecks,
	type ProofQuestion,
	type Refusal,
	type SyncAggregateQuestion,
	type WorkOptions,
} from "../../src/crypto/kernel.ts";

export type KernelQuestion =
	| { readonly ask: "sync-aggregate"; readonly of: SyncAggregateQuestion }
	| {
			readonly ask: "sync-aggregates";
			readonly of: readonly SyncAggregateQuestion[];
	  }
	| {
			readonly ask: "aggregate-key";
			readonly of: {
				readonly pubkeys: Uint8Array;
				readonly aggregatePubkey: Uint8Array;
			};
	  }
	| { readonly ask: "groth16" | "gnark-plonk"; readonly of: ProofQuestion }
	| { readonly ask: "precompile"; readonly of: PrecompileQuestion };

/** Yes or no to each that was asked, or what a precompile returns: null where the EVM's call fails. */
export type KernelAnswer =
	| { readonly yes: readonly boolean[] }
	| { readonly output: Uint8Array | null };

/** All that a worker can be asked. */
export type Checks = BlsChecks & ProofChecks & Precompiling;

/** So many a worker may check in one go, some ten milliseconds; the pool cuts what is more. */
export const mostInBatch = 32;

export const answerBy = async (
	kernel: Checks,
	question: KernelQuestion,
	asking: WorkOptions,
): Promise<KernelAnswer> => {
	switch (question.ask) {
		case "sync-aggregate":
			return { yes: [await kernel.verifySyncAggregate(question.of, asking)] };
		case "sync-aggregates":
			return { yes: await kernel.verifySyncAggregates(question.of, asking) };
		case "aggregate-key": {
			const { pubkeys, aggregatePubkey } = question.of;
			return {
				yes: [await kernel.checkAggregateKey(pubkeys, aggregatePubkey, asking)],
			};
		}
		case "groth16":
			return { yes: [await kernel.checkGroth16(question.of, asking)] };
		case "gnark-plonk":
			return { yes: [await kernel.checkGnarkPlonk(question.of, asking)] };
		case "precompile":
			return { output: await kernel.precompile(question.of, asking) };
	}
};

/** The field of work it belongs to, as in the reports. */
export const workOf = (question: KernelQuestion): string => {
	switch (question.ask) {
		case "sync-aggregate":
		case "sync-aggregates":
		case "aggregate-key":
			return blsWork;
		case "groth16":
		case "gnark-plonk":
			return bn254Work;
		case "precompile":
			return question.of.name === "kzg-point" ? kzgWork : bn254Work;
	}
};

const mostOutput = 64;
const outputBytes: { readonly [N in PrecompileName]: number } = {
	"bn254-add": 64,
	"bn254-multiply": 64,
	"bn254-pairing": 32,
	"kzg-point": 64,
};

/** Is it an answer to this question: as many words, or as many bytes? */
export const isAnswerTo = (
	question: KernelQuestion,
	answer: KernelAnswer,
): boolean => {
	if (question.ask === "precompile")
		return (
			"output" in answer &&
			(answer.output === null ||
				answer.output.length === outputBytes[question.of.name])
		);
	const count = question.ask === "sync-aggregates" ? question.of.length : 1;
	return "yes" in answer && answer.yes.length === count;
};

/** The same question with bytes of its own, and these bytes' buffers, so that they can be handed over. */
export const copyOf = (
	question: KernelQuestion,
): { readonly question: KernelQuestion; readonly buffers: ArrayBuffer[] } => {
	const buffers: ArrayBuffer[] = [];
	const own = (bytes: Uint8Array): Uint8Array => {
		const copy = new Uint8Array(bytes);
		buffers.push(copy.buffer);
		return copy;
	};
	const ownAggregate = (of: SyncAggregateQuestion): SyncAggregateQuestion => ({
		pubkeys: own(of.pubkeys),
		aggregatePubkey: own(of.aggregatePubkey),
		bits: own(of.bits),
		signingRoot: own(of.signingRoot),
		signature: own(of.signature),
	});
	switch (question.ask) {
		case "sync-aggregate":
			return {
				question: { ask: question.ask, of: ownAggregate(question.of) },
				buffers,
			};
		case "sync-aggregates":
			return {
				question: { ask: question.ask, of: question.of.map(ownAggregate) },
				buffers,
			};
		case "aggregate-key": {
			const { pubkeys, aggregatePubkey } = question.of;
			const of = {
				pubkeys: own(pubkeys),
				aggregatePubkey: own(aggregatePubkey),
			};
			return { question: { ask: question.ask, of }, buffers };
		}
		case "groth16":
		case "gnark-plonk": {
			const { key, inputs, proof } = question.of;
			const of = { key: own(key), inputs: own(inputs), proof: own(proof) };
			return { question: { ask: question.ask, of }, buffers };
		}
		case "precompile": {
			const { name, input } = question.of;
			return {
				question: { ask: question.ask, of: { name, input: own(input) } },
				buffers,
			};
		}
	}
};

/** A way to do one field of work that is not to be tried, and why. */
export type Skip = Refusal & { readonly work: string };

/** How much known work is done while there is no other, so that the runtime compiles the hot parts well. */
export type Warmth = { readonly rounds: number; readonly mostMs: number };

export type ToWorker =
	| { readonly tell: "start"; readonly skip: readonly Skip[] }
	| {
			readonly tell: "ask";
			readonly id: number;
			readonly question: KernelQuestion;
			/** By the last resort: another worker died of it. */
			readonly careful: boolean;
	  }
	| { readonly tell: "warm"; readonly warmth: Warmth };

const refusal = d.record({ name: d.text(80), why: d.text(300) });
const workReport = d.record({
	work: d.text(60),
	runs: d.text(80),
	refused: d.list(refusal, 16),
});
/** A copy, so that nobody writes into it later. */
const output: Decode<Uint8Array> = (raw, path) => {
	if (!(raw instanceof Uint8Array) || raw.length > mostOutput)
		throw new Fault("bad-field", `"${path}" is no output`);
	return new Uint8Array(raw);
};
const fromWorker = {
	/** Before a way to do the work is tried: should the worker die before it is ready (again), it was of this. */
	trying: d.record({ work: d.text(60), name: d.text(80) }),
	/** All that was tried is chosen: at the start, and when a question needed more than was open. */
	ready: d.record({ report: d.list(workReport, 16) }),
	answer: d.record({ id: d.int(), yes: d.list(d.flag, mostInBatch) }),
	/** To a precompile's question. */
	computed: d.record({ id: d.int(), output: d.nullable(output) }),
	/** Of one question. */
	failed: d.record({ id: d.int(), why: d.text(300) }),
	/** Of the worker as a whole. */
	broken: d.record({ why: d.text(300) }),
};

type Words = typeof fromWorker;
export type FromWorker = {
	[K in keyof Words]: { readonly tell: K } & Decoded<Words[K]>;
}[keyof Words];

const telling = d.record({ tell: d.text(20) });

/** What a worker said, or null when it is none of its words. */
export const heard = (message: unknown): FromWorker | null => {
	const as = <K extends keyof Words>(
		tell: K,
		decode: Decode<Decoded<Words[K]>>,
	) => ({ tell, ...decode(message, tell) });
	try {
		switch (telling(message, "message").tell) {
			case "trying":
				return as("trying", fromWorker.trying);
			case "ready":
				return as("ready", fromWorker.ready);
			case "answer":
				return as("answer", fromWorker.answer);
			case "computed":
				return as("computed", fromWorker.computed);
			case "failed":
				return as("failed", fromWorker.failed);
			case "broken":
				return as("broken", fromWorker.broken);
			default:
				return null;
		}
	} catch {
		return null;
	}
};
