// How many bytes an endpoint may send, for each kind of request: one table. An answer is cut off while it is read, after
// decompression. Each figure is the largest true answer with room to spare, and the reason stands beside it; what is
// larger than that is a lie or an attack. Hex and JSON double the bytes of what is proved.

const kib = 1024;
const mib = 1024 * kib;

/** A blob's 131,072 bytes in hex, and the names around it. */
const blob = 2 * 131_072 + 64 * kib;
/** The longest path of a trie that can be mined has far fewer than 30 full nodes: each 532 bytes, in hex. */
const key = 32 * kib;
/** A committee of 512 keys is 25 kB as SSZ and 53 kB as JSON; headers, branches and spaces come on top. */
const lightObject = 160 * kib;

export const bounds = {
	/** No answer may be larger, whatever it is: a whole block's receipts are the largest of all. */
	answer: 48 * mib,
	/** Nor may a batch, or all follow-ups of one question: receipts one by one are the block's receipts. */
	exchange: 48 * mib,
	/** Held over all answers that are under way. Beyond it our own limit is met, and no endpoint is to blame. */
	inFlight: 256 * mib,
	/** Requests under way: all lanes together, so that whoever queues by them never meets it. */
	atOnce: 64,

	/** Numbers, hashes, the fees of ten blocks. */
	small: 16 * kib,
	/** With the hashes of all transactions: 12,000 of the smallest in 250 million gas, 69 bytes each. */
	header: mib,
	/** Of an account with so many slots. */
	proof: (slots: number): number => Math.min(16 * mib, key + slots * key),
	/** 24,576 bytes in hex today; up to 262,144 are proposed (EIP-7907). */
	code: mib,
	/** 10 MiB of RLP at most (EIP-7934), in hex and with the names of fields. */
	block: 32 * mib,
	/** Full blocks have some 5 MB. 60 million gas of nothing but logged bytes, 8 gas each, are 15 MB in hex. */
	receipts: 48 * mib,
	/** A transaction has 16,777,216 gas at most (EIP-7825): 44,000 empty logs of 375 gas, 450 bytes of JSON each. */
	receipt: 20 * mib,
	/** 4,000 events of one contract, most of them under 1 kB. */
	logs: 4 * mib,
	/** 1,000 accounts and as many slots as a call touches within its gas. */
	accessList: mib,

	/** Of the light client: a bootstrap or one update. */
	lightObject,
	/** So many updates in one answer. */
	lightUpdates: (count: number): number =>
		Math.min(48 * mib, count * lightObject),
	/** A finality or optimistic update has no committee. */
	lightNewest: 32 * kib,
	/** A fork schedule, a root, the finalized checkpoint. */
	beaconSmall: 16 * kib,

	/** A sequencer's block, 8 MB in hex, with its signature. */
	payload: 17_000_000,
	/** Of a Starknet node: a block with the hashes of its transactions, some thousands of 70 bytes each. */
	starknetBlock: 2 * mib,
	/** Storage proofs: some ten ways of at most 251 nodes, 400 bytes of JSON each; true ways have some 30. */
	starknetProof: 2 * mib,
	/** Of a ZKsync node, of so many slots: 256 hashes of 70 bytes of JSON each at most, and a key with its value. */
	zksyncProof: (slots: number): number => Math.min(8 * mib, (1 + slots) * key),
	/** An account, an operation, a status of the reference rollup. */
	reference: 64 * kib,
	/** A batch of the reference rollup with its blob. */
	referenceBatch: blob,
	/** All blobs of a slot, 64 at most. */
	blobs: 64 * blob,
	/** A file with proofs of a handover. */
	handover: 64 * kib,
} as const;
