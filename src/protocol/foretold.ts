// What the engine says that a transaction would do: its simulation at one proved block, as it travels beside an order and as the
// screens draw it. It is the engine's word alone and proves nothing: it is shown apart from what the signer read, and an order
// that the signer's own reading contradicts is refused.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { amount } from "./amount.ts";
import { gradeView } from "./grade-view.ts";
import { message } from "./message.ts";

/** What can move. Ids and amounts are of 256 bits at most. */
const assets = d.variant({
	coin: {},
	erc20: { token: d.address },
	erc721: { token: d.address, id: amount },
	erc1155: { token: d.address, id: amount },
});
export const asset = assets.decode;
export type Asset = Decoded<typeof asset>;

const effects = d.variant({
	/** By an event of the token, or with a call for the coin; of an ERC-721 the amount is 1. */
	moved: { asset, from: d.address, to: d.address, amount },
	/** ERC-20: `spender` may take so much of `owner`'s from now on. */
	allowed: { token: d.address, owner: d.address, spender: d.address, amount },
	/** ERC-721: `spender` may take this one; null: nobody may any more. */
	"allowed-one": {
		token: d.address,
		owner: d.address,
		spender: d.nullable(d.address),
		id: amount,
	},
	/** ERC-721, ERC-1155: `operator` may take all of `owner`'s, or may no more. */
	operator: {
		token: d.address,
		owner: d.address,
		operator: d.address,
		isAllowed: d.flag,
	},
	created: { address: d.address, codeHash: d.hash },
	/** EIP-7702: the account runs this address's code from now on; null: its own again. */
	delegated: { account: d.address, to: d.nullable(d.address) },
});
export const effect = effects.decode;
export type Effect = Decoded<typeof effect>;

/** More effects than these are not told one by one: there is no simulation then, and no order on it. */
export const mostEffects = 64;
export const mostCallers = 64;
/** Bytes of what it reverted with; the rest is cut off. */
export const mostRevertOutput = 4_096;

/**
 * What the signing account had and has of an asset, by the asset's own answer before and after in the same run: the coin
 * without the fee, an ERC-721 as 1 or 0. Where this and the events differ, this counts; null where there was no answer.
 */
export const measuredBalance = d.record({
	asset,
	before: d.nullable(amount),
	after: d.nullable(amount),
	/** What its events say that came and went. */
	toldIn: amount,
	toldOut: amount,
	isAsTold: d.flag,
});
export type MeasuredBalance = Decoded<typeof measuredBalance>;

/** Likewise what a spender may take of the account's, by the token's answer; as told where that is no more than its event said. */
export const measuredAllowance = d.record({
	token: d.address,
	spender: d.address,
	before: d.nullable(amount),
	after: d.nullable(amount),
	isAsTold: d.flag,
});
export type MeasuredAllowance = Decoded<typeof measuredAllowance>;

/** What the code asked of its block that is another in the real one: the result may be another too. */
export const blockFacts = [
	"time",
	"number",
	"block-hash",
	"coinbase",
	"randao",
	"gas-limit",
	"base-fee",
	"gas-price",
	"blob-fee",
] as const;
export type BlockFact = (typeof blockFacts)[number];

/** One run: at one time and one base fee. */
export const foretoldRun = d.record({
	/** Of the block it was run as: seconds, and the base fee in wei. */
	timestampS: d.int(),
	baseFeePerGasWei: amount,
	ended: d.oneOf("returned", "reverted", "halted"),
	/** What it reverted with; nothing where it did not. */
	output: d.hexUpTo(mostRevertOutput),
	/** The same as a code with parameters; null where it did not revert. */
	reason: d.nullable(message),
	/** The machine's word for a halt. */
	why: d.nullable(d.text(200)),
	gasUsed: d.int(),
	effects: d.list(effect, mostEffects),
	/** Of the account that signs: every asset that an event, a call or its own answer says to have moved. */
	measured: d.list(measuredBalance, 2 * mostEffects),
	allowances: d.list(measuredAllowance, mostEffects),
	depends: d.list(d.oneOf(...blockFacts), blockFacts.length),
});
export type ForetoldRun = Decoded<typeof foretoldRun>;

/** At both ends of the likely range of time and base fee. */
export const foretold = d.record({
	/** The proved block whose state it ran on. */
	blockNumber: d.int(),
	blockHash: d.hash,
	grade: gradeView,
	early: foretoldRun,
	late: foretoldRun,
	/** Every address whose code called another as itself, not only to read: each may use an allowance that it has. */
	callers: d.list(d.address, mostCallers),
});
export type Foretold = Decoded<typeof foretold>;

/** What an asset of the account's grows by: measured, and where there was no answer as its events say. */
export const changeOf = ({
	before,
	after,
	toldIn,
	toldOut,
}: MeasuredBalance): bigint =>
	before === null || after === null
		? BigInt(toldIn) - BigInt(toldOut)
		: BigInt(after) - BigInt(before);
