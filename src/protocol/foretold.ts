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

/** More effects than these are not told one by one: the simulation says so and is no basis for an order. */
export const mostEffects = 64;

/** One run: at one time and one base fee. */
export const foretoldRun = record({
	/** Of the block it was run as: seconds, and the base fee in wei. */
	timestampS: int(),
	baseFeePerGasWei: amount,
	ended: oneOf("returned", "reverted", "halted"),
	/** What it reverted with, for words to be made of it. */
	output: hexUpTo(4_096),
	/** The machine's word for a halt. */
	why: nullable(text(200)),
	gasUsed: int(),
	effects: list(effect, mostEffects),
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
	/** Every address whose code ran as the caller of another: each may use an allowance that it has. */
	callers: list(address, 64),
});
export type Foretold = Decoded<typeof foretold>;
