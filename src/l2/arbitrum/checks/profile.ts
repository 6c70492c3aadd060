// What must be known of an Arbitrum chain with BoLD assertions beforehand: its contracts on L1, where values lie in them, and
// for how long an assertion has to stand unchallenged.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import {
	commonFields,
	identityOf,
	known,
	type Proxied,
	proxied,
} from "../../profile.ts";

/** What the rollup's proxy delegates the calls of everybody but its admin to. */
const userLogic = d.record({
	address: d.address,
	codeHash: d.optional(d.hash),
	known,
});

/** How ether leaves the chain. Slots are places in the storage of the contracts named with them. */
const arbitrumExit = d.record({
	contracts: d.record({
		/** Takes messages for the chain from everybody. */
		inbox: proxied,
		/** Pays out what messages from the chain say. */
		outbox: proxied,
	}),
	slots: d.record({
		/** Inbox: bool. */
		inboxPaused: d.int(0),
		/** Inbox: the sequencer inbox, and above it a bool: may only those on a list send? */
		inboxList: d.int(0),
		/** Outbox: mapping(send / 255 → marks of those that are spent). */
		spent: d.int(0),
		/** Outbox: mapping(send root → hash of its block). */
		roots: d.int(0),
		/** Bridge: mapping(inbox → its place in a list, bool: may it send?), and the same of outboxes: may it pay? */
		allowedInboxes: d.int(0),
		allowedOutboxes: d.int(0),
		/** Sequencer inbox: six u64 in two words, see checks/delay.ts. */
		buffer: d.int(0),
	}),
	/** Does lateness of the sequencer shorten how long others have to wait? Part of the code of the sequencer inbox. */
	isDelayBufferable: d.flag,
});
export type ArbitrumExit = Decoded<typeof arbitrumExit>;

/**
 * A chain whose rollup contract is RollupCore of nitro-contracts 3, on Ethereum itself: there `block.number` is L1's. Slots are
 * places in the storage of the contracts above.
 */
export const arbitrumBoldV1 = d.record({
	...commonFields,
	kind: d.oneOf("arbitrum-bold-v1"),
	contracts: d.record({
		/** RollupProxy, with RollupAdminLogic behind it, for its admin. */
		rollup: proxied,
		/** Keeps what came in: batches of the sequencer, and the messages of the delayed inbox. */
		bridge: proxied,
		sequencerInbox: proxied,
	}),
	/** RollupUserLogic, behind the same proxy, for everybody else. */
	userLogic,
	slots: d.record({
		/** EIP-1967: where a proxy keeps its implementation, here the logic for the admin. */
		implementation: d.hash,
		/** DoubleLogicUUPSUpgradeable: where the same proxy keeps the logic for users. */
		userLogic: d.hash,
		/** Rollup: bool. */
		paused: d.int(0),
		/** Rollup: the chain's id. */
		chainId: d.int(0),
		/** Rollup: u64 blocks until an assertion may be confirmed, u64 blocks of silence that open it to everybody. */
		periods: d.int(0),
		/** Rollup: the challenge manager, and the u64 blocks of grace after a challenge above it. */
		challenge: d.int(0),
		/** Rollup: the bridge. */
		bridge: d.int(0),
		/** Rollup: hash of the newest confirmed assertion. */
		latestConfirmed: d.int(0),
		/** Rollup: mapping(hash → AssertionNode). */
		assertions: d.int(0),
		/** Rollup: bool, may anybody assert and challenge? and above it who may confirm without waiting. */
		openness: d.int(0),
		/** Bridge: bytes32[] of the delayed messages. */
		delayedMessages: d.int(0),
		/** Bridge: bytes32[] of the batches. */
		batches: d.int(0),
		/** Sequencer inbox: how many delayed messages the batches have taken. */
		delayedMessagesRead: d.int(0),
		/** Sequencer inbox: in the low u64, for how many blocks at most a delayed message may be left out. */
		delays: d.int(0),
	}),
	/** Where the data of its blocks is: on Ethereum, or with a committee (AnyTrust) of which Ethereum has signatures alone. */
	data: d.oneOf("ethereum", "committee"),
	/** An assertion that nobody rivalled for so many blocks of L1, nor any before it, counts as proposed. */
	unchallengedForBlocks: d.int(1, 1_000_000),
	/** How many assertions after the confirmed one are looked at. */
	assertionsLookedAt: d.int(1, 512),
	/** Where ether leaves; without it no way out is offered. */
	exit: d.optional(arbitrumExit),
});
export type ArbitrumProfile = Decoded<typeof arbitrumBoldV1>;

/** What evidence names such a profile by. */
export const arbitrumIdentity = (profile: ArbitrumProfile): Hex =>
	identityOf(profile, arbitrumBoldV1);

/** @throws unverifiable-method when the profile does not say how its chain is left */
export const arbitrumExitOf = ({
	exit,
	title,
}: ArbitrumProfile): ArbitrumExit => {
	if (exit === undefined)
		throw new Fault("unverifiable-method", `leaving ${title}`);
	return exit;
};

/** The rollup's proxy with its other logic, as a proxy of its own. */
export const userProxy = ({
	contracts: {
		rollup: { address, codeHash },
	},
	userLogic,
}: ArbitrumProfile): Proxied => ({
	address,
	...(codeHash === undefined ? {} : { codeHash }),
	implementation: userLogic.address,
	...(userLogic.codeHash === undefined
		? {}
		: { implementationCodeHash: userLogic.codeHash }),
});
