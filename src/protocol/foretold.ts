// What the engine says that a transaction would do: its simulation at one proved block, as it travels beside an order and as the
// screens draw it. It is the engine's word alone and proves nothing: it is shown apart from what the signer read, and an order
// that the signer's own reading contradicts is refused.

import {
	address,
	type Decoded,
	flag,
	hash,
	hexUpTo,
	int,
	list,
	nullable,
	oneOf,
	record,
	text,
	variant,
} from "../base/decode.ts";
import { amount } from "./amount.ts";
import { gradeView } from "./grade-view.ts";
import { message } from "./message.ts";

/** What can move. Ids and amounts are of 256 bits at most. */
const assets = variant({
	coin: {},
	erc20: { token: address },
	erc721: { token: address, id: amount },
	erc1155: { token: address, id: amount },
});
export const asset = assets.decode;
export type Asset = Decoded<typeof asset>;

const effects = variant({
	/** By an event of the token, or with a call for the coin; of an ERC-721 the amount is 1. */
	moved: { asset, from: address, to: address, amount },
	/** ERC-20: `spender` may take so much of `owner`'s from now on. */
	allowed: { token: address, owner: address, spender: address, amount },
	/** ERC-721: `spender` may take this one; null: nobody may any more. */
	"allowed-one": {
		token: address,
		owner: address,
		spender: nullable(address),
		id: amount,
	},
	/** ERC-721, ERC-1155: `operator` may take all of `owner`'s, or may no more. */
	operator: {
		token: address,
		owner: address,
		operator: address,
		isAllowed: flag,
	},
	created: { address, codeHash: hash },
	/** EIP-7702: the account runs this address's code from now on; null: its own again. */
	delegated: { account: address, to: nullable(address) },
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
export const measuredBalance = record({
	asset,
	before: nullable(amount),
	after: nullable(amount),
	/** What its events say that came and went. */
	toldIn: amount,
	toldOut: amount,
	isAsTold: flag,
});
export type MeasuredBalance = Decoded<typeof measuredBalance>;

/** Likewise what a spender may take of the account's, by the token's answer; as told where that is no more than its event said. */
export const measuredAllowance = record({
	token: address,
	spender: address,
	before: nullable(amount),
	after: nullable(amount),
	isAsTold: flag,
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
export const foretoldRun = record({
	/** Of the block it was run as: seconds, and the base fee in wei. */
	timestampS: int(),
	baseFeePerGasWei: amount,
	ended: oneOf("returned", "reverted", "halted"),
	/** What it reverted with; nothing where it did not. */
	output: hexUpTo(mostRevertOutput),
	/** The same as a code with parameters; null where it did not revert. */
	reason: nullable(message),
	/** The machine's word for a halt. */
	why: nullable(text(200)),
	gasUsed: int(),
	effects: list(effect, mostEffects),
	/** Of the account that signs: every asset that an event, a call or its own answer says to have moved. */
	measured: list(measuredBalance, 2 * mostEffects),
	allowances: list(measuredAllowance, mostEffects),
	depends: list(oneOf(...blockFacts), blockFacts.length),
});
export type ForetoldRun = Decoded<typeof foretoldRun>;

/** At both ends of the likely range of time and base fee. */
export const foretold = record({
	/** The proved block whose state it ran on. */
	blockNumber: int(),
	blockHash: hash,
	grade: gradeView,
	early: foretoldRun,
	late: foretoldRun,
	/** Every address whose code called another as itself, not only to read: each may use an allowance that it has. */
	callers: list(address, mostCallers),
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
