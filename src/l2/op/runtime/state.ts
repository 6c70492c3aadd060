// What a journey out of an OP rollup remembers: plain JSON, bounded in every part. Facts of L1 in it are those of the last
// look, and are read anew at the next; what endpoints of the rollup said stands apart, and is compared before it is used.

import {
	address,
	bigDecimal,
	type Decode,
	type Decoded,
	flag,
	hash,
	hexUpTo,
	int,
	list,
	nullable,
	oneOf,
	optional,
	record,
	text,
} from "../../../base/decode.ts";
import { wording } from "../../../protocol/message.ts";
import { outputFields } from "../checks/step.ts";
import type { OpWithdrawal } from "../checks/withdrawal.ts";

/** An amount as decimal digits: a state is plain JSON. */
const amount: Decode<string> = (raw, path) => bigDecimal(raw, path).toString();

/** A part that states of earlier releases do not have. */
const sinceThen =
	<T>(decode: Decode<T>): Decode<T | null> =>
	(raw, path) =>
		raw === undefined ? null : nullable(decode)(raw, path);

const withdrawal = record({
	nonce: amount,
	sender: address,
	target: address,
	valueWei: amount,
	gasLimit: amount,
	data: hexUpTo(8192),
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
const said = record({
	node: text(80),
	block: int(),
	blockHash: hash,
	succeeded: flag,
	/** What it sends to this account; null when nothing. */
	withdrawal: nullable(withdrawal),
	/** Did a root's block lead to this block, parent by parent? Then what became of the transaction is proved. */
	isBound: flag,
});
export type NodeStatement = Decoded<typeof said>;

/** Characters of evidence as it is kept. */
export const mostEvidence = 1_000_000;

/** A withdrawal under the root of a game: all that the proof on L1 needs. */
export const opEvidence = record({
	withdrawal,
	index: int(),
	game: address,
	root: hash,
	l2BlockNumber: int(),
	/** The header of that block. */
	header: hexUpTo(4096),
	messagePasserStorageRoot: hash,
	proof: list(hexUpTo(4096), 66, 1),
});
export type OpEvidence = Decoded<typeof opEvidence>;

/** As it is kept beside journeys: it says whom it pays. */
export const keptFor = record({ account: address, evidence: opEvidence });

const gameFacts = record({
	game: address,
	root: hash,
	l2BlockNumber: int(),
	createdAtS: int(),
	resolvedAtS: int(),
	status: oneOf("in progress", "challenger wins", "defender wins"),
	/** One: nobody answered the root. */
	claims: int(),
	/** Did somebody show that its block has another number? Then it will be lost. */
	isMisnumbered: flag,
	isClaimResolved: flag,
	isBlacklisted: flag,
});
export type GameFacts = Decoded<typeof gameFacts>;

const facts = record({
	/** The L1 block that all was read at, or that the last part was. */
	block: int(),
	timeS: int(),
	/** Do portal, factory and the games run the code that the profile names? */
	isKnown: flag,
	/** Null: what says so runs other code. */
	isPaused: nullable(flag),
	/** Null: the portal runs other code. */
	respectedType: nullable(int()),
	respectedSinceS: int(),
	gameCount: int(),
	newestGameS: int(),
	bondWei: amount,
	/** Does the account run code on L1? */
	runsCode: flag,
	/** The portal paid it: at the newest head, and at the newest final one. */
	isFinalized: flag,
	isFinalizedForGood: flag,
	/** What became of the message in it; null when it is none, or is not known yet; `unknown` where none of it shows in a messenger of other code. */
	message: nullable(oneOf("open", "relayed", "failed", "unknown")),
	isRelayedForGood: flag,
	/** The proof on L1 that counts. */
	proven: nullable(record({ submitter: address, timeS: int() })),
	/** The game behind that proof, or behind the evidence while there is none. */
	game: nullable(gameFacts),
	/** The game that this account proposed, and its bond in it; null where none shows in a game of other code. */
	own: nullable(record({ game: gameFacts, creditWei: nullable(amount) })),
});
export type OpFacts = Decoded<typeof facts>;

const forced = record({
	tx: hash,
	block: int(),
	timeS: int(),
	isFinal: flag,
	/** The transaction on the rollup that it becomes. */
	l2Tx: hash,
	/** So says the file that the journey came in; absent once it is proved here. */
	isClaimed: optional(flag),
});
export type ForcedDeposit = Decoded<typeof forced>;

const proofNodes = list(hexUpTo(4096), 66);

/** What the account has on the rollup, before a withdrawal of it is forced. */
const held = record({
	/** Under a root of L1; null while no node shows the state of one. */
	proved: nullable(
		record({
			root: hash,
			block: int(),
			timeS: int(),
			amount,
			/** Does the account run code on the rollup? */
			runsCode: flag,
			/** What proves it under that root, to be checked again at each look. */
			evidence: record({
				header: hexUpTo(4096),
				messagePasserStorageRoot: hash,
				accountProof: proofNodes,
				/** Of the token and of the account's balance in it; null for ether. */
				token: nullable(
					record({ accountProof: proofNodes, slotProof: proofNodes }),
				),
			}),
		}),
	),
	/** What a node says of a later block; null while none does. */
	said: nullable(record({ node: text(80), block: int(), amount })),
});
export type L2Holding = Decoded<typeof held>;

const proposal = record({
	...outputFields,
	l2BlockNumber: int(1),
	/** Who said so, independently. */
	nodes: list(text(80), 8, 1),
});
export type Proposal = Decoded<typeof proposal>;

export const opState = record({
	version: oneOf(1),
	/** Gas that the forced withdrawal asks for; tells it from every other. */
	l1Gas: int(50_000, 1_000_000),
	forced: nullable(forced),
	said: list(said, 4),
	/** Proved: the rollup ran it and it failed. */
	isReverted: flag,
	/** The withdrawal that is followed: named by nodes, or proved. */
	withdrawal: nullable(withdrawal),
	evidence: nullable(opEvidence),
	/** Since when by L1 a withdrawal waits for a root that covers it. */
	waitsSinceS: nullable(int()),
	proposal: nullable(proposal),
	facts: nullable(facts),
	held: sinceThen(held),
	/** Why it had to go back. */
	setback: nullable(wording(300)),
	/** What kept the evidence from being taken. */
	hindrance: nullable(wording(200)),
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
