// What a screen is told of the contracts that a layer 2's profile pins: what each is, how that is known, and whether Ethereum says
// the same now.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { method } from "./channel.ts";

/** How it is known what a contract is, the best first. */
export const waysKnown = [
	/** Compiled from its tagged source, and its address follows from that by CREATE2. */
	"rebuilt",
	/** The deployer's published record. */
	"deployment",
	/** A published artifact, run with known arguments; nobody saw the hash on the chain. */
	"artifact",
	/** In an account proof of the chain that somebody recorded. */
	"recorded",
	/** First seen on this device, and accepted by the person. */
	"seen",
] as const;
export const knownBy = d.record({
	how: d.oneOf(...waysKnown),
	/** Where that can be looked up: repository and commit, record, block. */
	source: d.text(300),
});

/** Contracts of one profile. */
export const mostPins = 96;

const code = d.record({
	address: d.address,
	/** Null where it is known by its address alone. */
	codeHash: d.nullable(d.hash),
	/** Null where the profile does not say. */
	known: d.nullable(knownBy),
});

export const pinView = d.record({
	name: d.text(120),
	...{ address: d.address, codeHash: d.nullable(d.hash) },
	known: d.nullable(knownBy),
	/** What it delegates to; null where it is no proxy. */
	behind: d.nullable(code),
	/** What Ethereum says of it; null where it was not asked. */
	is: d.nullable(
		d.oneOf(
			"known",
			"unread",
			"absent",
			"upgraded",
			"other-code",
			"may-change",
		),
	),
	/** What is there instead, where that is known. */
	found: d.nullable(d.hexUpTo(32)),
});
export type PinView = Decoded<typeof pinView>;

export const layerView = d.record({
	chainId: d.int(1),
	title: d.text(60),
	/** Does the profile come with the release, or in its place from a network file? */
	by: d.oneOf("release", "file"),
	/** Names the profile: the hash of all of it. */
	identity: d.hash,
	pins: d.list(pinView, mostPins),
	/** Where on Ethereum it was read, and of when that is; null where nothing was asked. */
	at: d.nullable(d.record({ blockNumber: d.int(), asOfS: d.int() })),
});
export type LayerView = Decoded<typeof layerView>;

export const layerUi = {
	/**
	 * The contracts that the profile of that layer 2 pins. Asked for with `ask`, Ethereum's own endpoints prove how they are now; nobody
	 * else is asked.
	 */
	"layer.pins": method(d.record({ chainId: d.int(1), ask: d.flag }), layerView),
};
