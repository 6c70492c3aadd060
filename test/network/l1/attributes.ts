// What a payload owes to its beacon block: time, randomness, withdrawals.

import "./preset.ts";
import { ForkSeq } from "@lodestar/params";
import {
	getExpectedWithdrawals,
	getRandaoMix,
} from "@lodestar/state-transition";
import { fromHex, type Hex } from "../../../src/base/bytes.ts";
import type { Block, State } from "./block.ts";
import type { PayloadAttributes } from "./engine.ts";

const feeRecipient: Hex = "0x00000000000000000000000000000000000fee00";

/** What is to be built on `parent` for the slot of `pre`. */
export const payloadAttributes = (
	pre: State,
	parent: Block,
	genesisTimeS: number,
	slotSeconds: number,
): PayloadAttributes => ({
	timestampS: genesisTimeS + pre.slot * slotSeconds,
	prevRandao: getRandaoMix(pre, pre.epochCtx.epoch),
	feeRecipient,
	withdrawals: getExpectedWithdrawals(ForkSeq.electra, pre).expectedWithdrawals,
	parentBeaconBlockRoot: fromHex(parent.root),
});
