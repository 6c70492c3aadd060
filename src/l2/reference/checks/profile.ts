// What must be known of the reference rollup beforehand: its contract on L1, where values lie in it, the program behind its proofs.

import type { Hex } from "../../../base/bytes.ts";
import type { Decode, Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { groth16Key, programHash } from "../../../proof/groth16-key-text.ts";
import { commonFields, identityOf, plain } from "../../profile.ts";

const program = d.record({
	system: d.oneOf("groth16"),
	key: groth16Key,
	hash: d.hash,
});

/** Root, new root, data, queue before and after, withdrawals, chain. */
export const referenceInputs = 7;

/** The reference rollup, first version: test/network/reference/README.md. Slots are places in its one contract's storage. */
const referenceFields = d.record({
	...commonFields,
	kind: d.oneOf("reference-v1"),
	contracts: d.record({ rollup: plain, verifier: plain }),
	slots: d.record({
		lastCommitted: d.int(0),
		lastProven: d.int(0),
		/** Unix seconds, zero while it is not frozen. */
		frozenAt: d.int(0),
		queueLength: d.int(0),
		/** Entries that proven batches took. */
		queueProven: d.int(0),
		/** The proven root. */
		lastRoot: d.int(0),
		/** mapping(number → hash). */
		batchHash: d.int(0),
		/** mapping(entry of the queue → when it came). The watch needs it to see a deadline pass. */
		queueTime: d.optional(d.int(0)),
		/** mapping(number → proven root). This and the next are what leaving needs besides. */
		stateRoot: d.optional(d.int(0)),
		/** mapping(number → root of the withdrawals), of proven batches. */
		withdrawRoot: d.optional(d.int(0)),
		/** mapping(length of the queue → hash of all its entries). */
		queueHash: d.optional(d.int(0)),
		/** mapping(hash of batch and position → bool). */
		withdrawn: d.optional(d.int(0)),
		/** mapping(index of an account → bool). */
		escaped: d.optional(d.int(0)),
		/** mapping(entry of the queue → bool). */
		reclaimed: d.optional(d.int(0)),
	}),
	/** An L1 block not younger than the contract: events are looked for from there on. */
	firstBlock: d.optional(d.int(0)),
	/** Levels of the state tree. */
	depth: d.int(1, 32),
	operationsPerBatch: d.int(1, 64),
	/** What a batch is proved by. */
	program,
	/** The batch from which on every proof is checked again here. Its root is believed as the checkpoint is. */
	anchor: d.record({
		batch: d.int(0),
		batchHash: d.hash,
		root: d.hash,
		queueHash: d.hash,
	}),
	/** How long the operator may leave an entry of the queue, before anyone may freeze the rollup. */
	deadlineS: d.int(1),
	/** Said to people wherever the rollup is shown: that its setup is insecure; empty where there is nothing to say. */
	warning: d.text(200),
});
export type ReferenceProfile = Decoded<typeof referenceFields>;

/** What the rollup counts on L1, by the names of its slots. */
export const counters = [
	"lastCommitted",
	"lastProven",
	"frozenAt",
	"queueLength",
	"queueProven",
] as const satisfies readonly (keyof ReferenceProfile["slots"])[];

/** @throws bad-field, also when the program's hash is not that of its key or the key is for another number of inputs */
export const referenceV1: Decode<ReferenceProfile> = (raw, path) => {
	const profile = referenceFields(raw, path);
	const { key, hash: stated } = profile.program;
	if (key.ic.length !== referenceInputs + 1)
		throw new Fault(
			"bad-field",
			`"${path}.program.key" has ${key.ic.length} points for ${referenceInputs} inputs`,
		);
	const found = programHash(key);
	if (found !== stated)
		throw new Fault(
			"bad-field",
			`"${path}.program.hash" is ${stated}, the key's is ${found}`,
		);
	return profile;
};

/** What evidence names such a profile by. */
export const referenceIdentity = (profile: ReferenceProfile): Hex =>
	identityOf(profile, referenceV1);
