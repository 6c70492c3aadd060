// A kernel that remembers what it was told: the same question asked twice is answered once. Only yes is kept, so a
// forged question cannot push out more than its own place.

import { concat, type Hex, toHex, utf8 } from "../base/bytes.ts";
import { keccak256 } from "./hash.ts";
import type { Kernel, ProofQuestion, SyncAggregateQuestion } from "./kernel.ts";

const nameOf = (parts: readonly Uint8Array[]): Hex => {
	const lengths = new Uint32Array(parts.map((part) => part.length));
	return toHex(keccak256(concat(new Uint8Array(lengths.buffer), ...parts)));
};

const nameOfQuestion = (question: SyncAggregateQuestion): Hex =>
	nameOf([
		question.pubkeys,
		question.aggregatePubkey,
		question.bits,
		question.signingRoot,
		question.signature,
	]);

// Four parts: an aggregate's question has five and a key's two.
const nameOfProof = (
	system: string,
	{ key, inputs, proof }: ProofQuestion,
): Hex => nameOf([utf8(system), key, inputs, proof]);

/** The same answers as `kernel` gives, with the last `most` that were yes remembered. */
export const rememberingKernel = (kernel: Kernel, most = 256): Kernel => {
	const proved = new Set<Hex>();
	const keep = (name: Hex) => {
		proved.add(name);
		for (const oldest of proved) {
			if (proved.size <= most) break;
			proved.delete(oldest);
		}
	};
	const ask = async (
		name: Hex,
		question: () => Promise<boolean>,
	): Promise<boolean> => {
		if (proved.has(name)) return true;
		const yes = await question();
		if (yes) keep(name);
		return yes;
	};
	return {
		report: kernel.report,
		// Its answers are not yes, and code seldom asks the same twice.
		precompile: kernel.precompile,
		verifySyncAggregate: (question, asking) =>
			ask(nameOfQuestion(question), () =>
				kernel.verifySyncAggregate(question, asking),
			),
		verifySyncAggregates: async (questions, asking) => {
			const named = questions.map((question) => ({
				question,
				name: nameOfQuestion(question),
			}));
			const open = named.filter(({ name }) => !proved.has(name));
			const found = new Map<Hex, boolean>();
			if (open.length > 0) {
				const answers = await kernel.verifySyncAggregates(
					open.map(({ question }) => question),
					asking,
				);
				for (const [i, { name }] of open.entries())
					found.set(name, answers[i] === true);
			}
			// Those proved before may be pushed out by the new ones, so the new answers are kept last.
			const answers = named.map(({ name }) => found.get(name) ?? true);
			for (const [name, yes] of found) if (yes) keep(name);
			return answers;
		},
		checkAggregateKey: (pubkeys, aggregatePubkey, asking) =>
			ask(nameOf([pubkeys, aggregatePubkey]), () =>
				kernel.checkAggregateKey(pubkeys, aggregatePubkey, asking),
			),
		checkGroth16: (question, asking) =>
			ask(nameOfProof("groth16", question), () =>
				kernel.checkGroth16(question, asking),
			),
		checkGnarkPlonk: (question, asking) =>
			ask(nameOfProof("plonk-gnark", question), () =>
				kernel.checkGnarkPlonk(question, asking),
			),
	};
};
