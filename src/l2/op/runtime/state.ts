// What a journey out of an OP rollup remembers: plain JSON, bounded in every part. Facts of L1 in it are those of the last
// look, and are read anew at the next; what endpoints of the rollup said stands apart, and is compared before it is used.

import type { Decode, Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { wording } from "../../../protocol/message.ts";
import { outputFields } from "../checks/step.ts";
import type { OpWithdrawal } from "../checks/withdrawal.ts";

/** An amount as decimal digits: a state is plain JSON. */
const amount: Decode<string> = (raw, path) =>
	d.bigDecimal(raw, path).toString();

/** A part that states of earlier releases do not have. */
const sinceThen =
	<T>(decode: Decode<T>): Decode<T | null> =>
	(raw, path) =>
		raw === undefined ? null : d.nullable(decode)(raw, path);

const withdrawal = d.record({
	nonce: amount,
	sender: d.address,
	target: d.address,
	valueWei: amount,
	gasLimit: amount,
	data: d.hexUpTo(8192),
});
export type WithdrawalRecord = Decoded<typeof withdrawal>;

export const keepWithdrawal = (one: OpWithdrawal): WithdrawalRecord => ({
	...one,
	nonce: one.nonce.toString(),
	valueWei: one.valueWei.toString(),
	gasLimit: one.gasLimit.toString(),
});
export const withdrawalKept = (one: WithdrawalRecord): OpWithdrawal => ({
	...one,
	nonce: BigInt(one.nonce),
	valueWei: BigInt(one.valueWei),
	gasLimit: BigInt(one.gasLimit),
});

/** What a node of the rollup says became of the transaction there: a claim until a root covers it. */
const said = d.record({
	node: d.text(80),
	block: d.int(),
	blockHash: d.hash,
	succeeded: d.flag,
	/** What it sends to this account; null when nothing. */
	withdrawal: d.nullable(withdrawal),
	/** Did a root's block lead to this block, parent by parent? Then what became of the transaction is proved. */
	isBound: d.flag,
});
export type NodeStatement = Decoded<typeof said>;

/** Characters of evidence as it is kept. */
export const mostEvidence = 1_000_000;

/** A withdrawal under the root of a game: all that the proof on L1 needs. */
export const opEvidence = d.record({
	withdrawal,
	index: d.int(),
	game: d.address,
	root: d.hash,
	l2BlockNumber: d.int(),
	/** The header of that block. */
	header: d.hexUpTo(4096),
	messagePasserStorageRoot: d.hash,
	proof: d.list(d.hexUpTo(4096), 66, 1),
});
export type OpEvidence = Decoded<typeof opEvidence>;

/** As it is kept beside journeys: it says whom it pays. */
export const keptFor = d.record({ account: d.address, evidence: opEvidence });

const gameFacts = d.record({
	game: d.address,
	root: d.hash,
	l2BlockNumber: d.int(),
	createdAtS: d.int(),
	resolvedAtS: d.int(),
	status: d.oneOf("in progress", "challenger wins", "defender wins"),
	/** One: nobody answered the root. */
	claims: d.int(),
	/** Did somebody show that its block has another number? Then it will be lost. */
	isMisnumbered: d.flag,
	isClaimResolved: d.flag,
	isBlacklisted: d.flag,
	/** Was it made in a way that did not count when it was made? Left out where that does not stand in the game. */
	isOtherKind: d.optional(d.flag),
});
export type GameFacts = Decoded<typeof gameFacts>;

const facts = d.record({
	/** The L1 block that all was read at, or that the last part was. */
	block: d.int(),
	timeS: d.int(),
	/** Do portal, factory and the games run the code that the profile names? */
	isKnown: d.flag,
	/** Null: what says so runs other code. */
	isPaused: d.nullable(d.flag),
	/** Null: the portal runs other code. */
	respectedType: d.nullable(d.int()),
	respectedSinceS: d.int(),
	gameCount: d.int(),
	newestGameS: d.int(),
	bondWei: amount,
	/** Does the account run code on L1? */
	runsCode: d.flag,
	/** Does the portal pay no ether, because the chain's coin is another? Left out where it does. */
	paysNoEther: d.optional(d.flag),
	/** The portal paid it: at the newest head, and at the newest final one. */
	isFinalized: d.flag,
	isFinalizedForGood: d.flag,
	/** What became of the message in it; null when it is none, or is not known yet; `unknown` where none of it shows in a messenger of other code. */
	message: d.nullable(d.oneOf("open", "relayed", "failed", "unknown")),
	isRelayedForGood: d.flag,
	/** The proof on L1 that counts. */
	proven: d.nullable(d.record({ submitter: d.address, timeS: d.int() })),
	/** The game behind that proof, or behind the evidence while there is none. */
	game: d.nullable(gameFacts),
	/** The game that this account proposed, and its bond in it; null where none shows in a game of other code. */
	own: d.nullable(d.record({ game: gameFacts, creditWei: d.nullable(amount) })),
});
export type OpFacts = Decoded<typeof facts>;

const forced = d.record({
	tx: d.hash,
	block: d.int(),
	timeS: d.int(),
	isFinal: d.flag,
	/** The transaction on the rollup that it becomes. */
	l2Tx: d.hash,
	/** So says the file that the journey came in; absent once it is proved here. */
	isClaimed: d.optional(d.flag),
});
export type ForcedDeposit = Decoded<typeof forced>;

const proofNodes = d.list(d.hexUpTo(4096), 66);

/** What the account has on the rollup, before a withdrawal of it is forced. */
const held = d.record({
	/** Under a root of L1; null while no node shows the state of one. */
	proved: d.nullable(
		d.record({
			root: d.hash,
			block: d.int(),
			timeS: d.int(),
			amount,
			/** Does the account run code on the rollup? */
			runsCode: d.flag,
			/** What proves it under that root, to be checked again at each look. */
			evidence: d.record({
				header: d.hexUpTo(4096),
				messagePasserStorageRoot: d.hash,
				accountProof: proofNodes,
				/** Of the token and of the account's balance in it; null for ether. */
				token: d.nullable(
					d.record({ accountProof: proofNodes, slotProof: proofNodes }),
				),
			}),
		}),
	),
	/** What a node says of a later block; null while none does. */
	said: d.nullable(d.record({ node: d.text(80), block: d.int(), amount })),
});
export type L2Holding = Decoded<typeof held>;

const proposal = d.record({
	...outputFields,
	l2BlockNumber: d.int(1),
	/** Who said so, independently. */
	nodes: d.list(d.text(80), 8, 1),
});
export type Proposal = Decoded<typeof proposal>;

export const opState = d.record({
	version: d.oneOf(1),
	/** Gas that the forced withdrawal asks for; tells it from every other. */
	l1Gas: d.int(50_000, 1_000_000),
	forced: d.nullable(forced),
	said: d.list(said, 4),
	/** Proved: the rollup ran it and it failed. */
	isReverted: d.flag,
	/** The withdrawal that is followed: named by nodes, or proved. */
	withdrawal: d.nullable(withdrawal),
	evidence: d.nullable(opEvidence),
	/** Since when by L1 a withdrawal waits for a root that covers it. */
	waitsSinceS: d.nullable(d.int()),
	proposal: d.nullable(proposal),
	facts: d.nullable(facts),
	held: sinceThen(held),
	/** Why it had to go back. */
	setback: d.nullable(wording(300)),
	/** What kept the evidence from being taken. */
	hindrance: d.nullable(wording(200)),
});
export type OpState = Decoded<typeof opState>;

/** What a state begins with. */
export const firstState = (l1Gas: number): OpState => ({
	version: 1,
	l1Gas,
	forced: null,
	said: [],
	isReverted: false,
	withdrawal: null,
	evidence: null,
	proposal: null,
	waitsSinceS: null,
	facts: null,
	held: null,
	setback: null,
	hindrance: null,
});
