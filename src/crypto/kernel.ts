// The heavy checks as closed questions about bytes. A kernel answers yes or no and hands nothing over. The engine asks
// through this interface; a worker with WASM, or noble in the same realm, answers.

export type SyncAggregateQuestion = {
	/** The committee's keys, 48 bytes each, one after the other. */
	readonly pubkeys: Uint8Array;
	/** The aggregate key that the committee's root commits to, 48 bytes. */
	readonly aggregatePubkey: Uint8Array;
	/** One bit a member, as in SSZ: member i is bit i%8 of byte i/8. */
	readonly bits: Uint8Array;
	/** 32 bytes. */
	readonly signingRoot: Uint8Array;
	/** 96 bytes. */
	readonly signature: Uint8Array;
};

export type Kernel = {
	/** What runs, for the screen of diagnostics: "noble", … */
	readonly name: string;
	/**
	 * FastAggregateVerify of the members whose bit is set. The committed aggregate less the absentees stands for the sum of
	 * the signers, so the caller must have proved the committee's root first. False for a key or signature that does not
	 * decode, is not in its subgroup, or when the sum is infinity. No signer at all is false.
	 */
	readonly verifySyncAggregate: (
		question: SyncAggregateQuestion,
	) => Promise<boolean>;
	/** Is the aggregate the sum of all keys, each of them valid? Slow: once per committee, in idle time. */
	readonly checkAggregateKey: (
		pubkeys: Uint8Array,
		aggregatePubkey: Uint8Array,
	) => Promise<boolean>;
};
