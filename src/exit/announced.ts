// Changes that a timelock holds: what its events say of an operation, and whether that is what the operation's id is the hash
// of. An event is an endpoint's word; that an operation waits, and until when, stands in the timelock's storage and is proved
// by facts.ts. Source: @openzeppelin/contracts 4.9.6, governance/TimelockController.sol: schedule, scheduleBatch,
// hashOperation, hashOperationBatch; the same in 5.x.

import {
	abiAddress,
	abiBytes,
	abiBytes32,
	abiEncode,
	abiList,
	abiWord,
} from "../base/abi.ts";
import { bigFromBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { keccakHex } from "../crypto/hash.ts";
import { eventTopic, selectorOf } from "../crypto/selector.ts";
import { isSameMessage } from "../evidence/canonical.ts";
import type { Message } from "../protocol/message.ts";
import type { LogHint } from "../source/execution.ts";
import { type contractAlertCodes, contractAlertMessage } from "./codes.ts";

/** What an operation calls: selector and first argument as far as they are there. */
const call = d.record({
	target: d.address,
	selector: d.nullable(d.hex(4)),
	/** The first argument, where it reads as an address. */
	subject: d.nullable(d.address),
});
export type AnnouncedCall = Decoded<typeof call>;

export const mostCalls = 16;
/** Operations that are looked after at once. */
export const mostAnnounced = 64;

const announced = d.record({
	id: d.hash,
	/** Null: no endpoint gave calls that hash to the id, so what it does is not known. */
	calls: d.nullable(d.list(call, mostCalls)),
});
export type AnnouncedOperation = Decoded<typeof announced>;

/** From where to where an endpoint's events were looked through, both ends included. */
const searched = d.record({
	endpoint: d.text(120),
	fromBlock: d.int(),
	toBlock: d.int(),
	/** As many blocks at once as it gave events of. */
	stepBlocks: d.int(1),
});
export type SearchedRange = Decoded<typeof searched>;

/** What one endpoint named and was not read yet: its turn comes with the next looks. */
const later = d.record({
	endpoint: d.text(120),
	named: d.list(announced, mostAnnounced),
});

/** Plain data: it is kept between looks. */
export const announcements = d.record({
	found: d.list(announced, mostAnnounced),
	searched: d.list(searched, 16),
	later: d.optional(d.list(later, 16)),
	/** How many were named beyond that, which nobody reads any more, and up to which block. */
	left: d.optional(d.record({ count: d.int(1), block: d.int() })),
});
export type Announcements = Decoded<typeof announcements>;

export const noAnnouncements: Announcements = { found: [], searched: [] };

const scheduledTopic = eventTopic(
	"CallScheduled(bytes32,uint256,address,uint256,bytes,bytes32,uint256)",
);
const saltTopic = eventTopic("CallSalt(bytes32,bytes32)");
const cancelledTopic = eventTopic("Cancelled(bytes32)");
const noSalt: Hex = `0x${"00".repeat(32)}`;

type Scheduled = {
	readonly index: number;
	readonly target: Hex;
	readonly value: bigint;
	readonly data: Hex;
	readonly predecessor: Hex;
};

/** An event's content; null where it does not decode: then it names nothing. */
const scheduledIn = ({ topics, data }: LogHint): Scheduled | null => {
	const bytes = fromHex(data);
	const indexWord = topics[2];
	if (indexWord === undefined || bytes.length < 192) return null;
	const word = (i: number): Uint8Array => bytes.subarray(32 * i, 32 * i + 32);
	const index = BigInt(indexWord);
	const length = bigFromBytes(word(5));
	if (
		index >= BigInt(mostCalls) ||
		bigFromBytes(word(0)) >> 160n !== 0n ||
		bigFromBytes(word(2)) !== 160n ||
		length > BigInt(bytes.length - 192)
	)
		return null;
	return {
		index: Number(index),
		target: toHex(word(0).subarray(12)),
		value: bigFromBytes(word(1)),
		data: toHex(bytes.subarray(192, 192 + Number(length))),
		predecessor: toHex(word(3)),
	};
};

const hashSingle = (one: Scheduled, salt: Hex): Hex =>
	keccakHex(
		abiEncode(
			abiAddress(one.target),
			abiWord(one.value),
			abiBytes(one.data),
			abiBytes32(one.predecessor),
			abiBytes32(salt),
		),
	);

const hashBatch = (
	calls: readonly Scheduled[],
	predecessor: Hex,
	salt: Hex,
): Hex =>
	keccakHex(
		abiEncode(
			abiList(calls.map(({ target }) => abiAddress(target))),
			abiList(calls.map(({ value }) => abiWord(value))),
			abiList(calls.map(({ data }) => abiBytes(data))),
			abiBytes32(predecessor),
			abiBytes32(salt),
		),
	);

const callOf = ({ target, data }: Scheduled): AnnouncedCall => {
	const bytes = fromHex(data);
	const argument = bytes.subarray(4, 36);
	const isAddress =
		argument.length === 32 &&
		bigFromBytes(argument) >> 160n === 0n &&
		bigFromBytes(argument) !== 0n;
	return {
		target,
		selector: bytes.length < 4 ? null : toHex(bytes.subarray(0, 4)),
		subject: isAddress ? toHex(argument.subarray(12)) : null,
	};
};

/** The calls that the id is the hash of; null where the events' are others. */
const callsOf = (
	id: Hex,
	events: readonly Scheduled[],
	salt: Hex,
): readonly AnnouncedCall[] | null => {
	const calls = events.toSorted((a, b) => a.index - b.index);
	const [first] = calls;
	if (first === undefined || calls.some(({ index }, i) => index !== i))
		return null;
	const isThat =
		(calls.length === 1 && hashSingle(first, salt) === id) ||
		hashBatch(calls, first.predecessor, salt) === id;
	return isThat ? calls.map(callOf) : null;
};

/** The operations that one endpoint's events of the timelock name, newest last. */
export const announcedIn = (
	logs: readonly LogHint[],
): readonly AnnouncedOperation[] => {
	const events = new Map<Hex, Scheduled[]>();
	const salts = new Map<Hex, Hex>();
	for (const log of logs) {
		const [topic, id] = log.topics;
		if (id === undefined) continue;
		if (topic === saltTopic && log.data.length === 66) salts.set(id, log.data);
		// else what is scheduled and cancelled at once would take the places of what waits
		if (topic === cancelledTopic) events.delete(id);
		if (topic !== scheduledTopic) continue;
		const one = scheduledIn(log);
		const before = events.get(id) ?? [];
		// scheduled again after it was cancelled: the same calls by the same id
		const isKnown = before.some(({ index }) => index === one?.index);
		// what has to be deleted first keeps its place as the newest
		events.delete(id);
		events.set(id, one === null || isKnown ? before : [...before, one]);
	}
	return [...events].map(([id, all]) => ({
		id,
		calls: callsOf(id, all, salts.get(id) ?? noSalt),
	}));
};

/** One entry an operation, with its calls where any has them; the newest are kept where they are too many. */
export const joinAnnounced = (
	...all: readonly (readonly AnnouncedOperation[])[]
): readonly AnnouncedOperation[] => {
	const byId = new Map<Hex, AnnouncedOperation>();
	for (const one of all.flat())
		byId.set(one.id, {
			id: one.id,
			calls: one.calls ?? byId.get(one.id)?.calls ?? null,
		});
	return [...byId.values()].slice(-mostAnnounced);
};

type Verb = {
	readonly code: keyof typeof contractAlertCodes &
		`change.${"code" | "admin" | "owner" | "delay" | "grant" | "revoke"}`;
	/** Is it done to what the call names, and not to what is called? */
	readonly toSubject?: true;
};

const verbs: { readonly [selector: Hex]: Verb } = {
	[selectorOf("upgrade(address,address)")]: {
		code: "change.code",
		toSubject: true,
	},
	[selectorOf("upgradeAndCall(address,address,bytes)")]: {
		code: "change.code",
		toSubject: true,
	},
	[selectorOf("upgradeTo(address)")]: { code: "change.code" },
	[selectorOf("upgradeToAndCall(address,bytes)")]: { code: "change.code" },
	[selectorOf("changeProxyAdmin(address,address)")]: {
		code: "change.admin",
		toSubject: true,
	},
	[selectorOf("changeAdmin(address)")]: { code: "change.admin" },
	[selectorOf("transferOwnership(address)")]: { code: "change.owner" },
	[selectorOf("updateDelay(uint256)")]: { code: "change.delay" },
	[selectorOf("grantRole(bytes32,address)")]: { code: "change.grant" },
	[selectorOf("revokeRole(bytes32,address)")]: { code: "change.revoke" },
};

/** So many of an operation's calls are said; the others are counted. */
const mostSaid = 3;

/** What an operation does, for people: "It puts other code behind optimismPortal." @param nameOf as the profile calls an address */
export const announcedWords = (
	{ calls }: AnnouncedOperation,
	nameOf: (address: Hex) => Message,
): Message => {
	if (calls === null) return contractAlertMessage("change.unknown");
	const all = calls.map(({ target, selector, subject }) => {
		const on = nameOf(target);
		const verb = selector === null ? undefined : verbs[selector];
		if (verb === undefined)
			return selector === null
				? contractAlertMessage("change.no-call", { of: on })
				: contractAlertMessage("change.call", { of: on, selector });
		if (verb.toSubject !== true)
			return contractAlertMessage(verb.code, { of: on });
		return contractAlertMessage(verb.code, {
			of:
				subject === null
					? contractAlertMessage("name.some-contract")
					: nameOf(subject),
		});
	});
	const different = all.filter(
		(one, i) => all.findIndex((other) => isSameMessage(one, other)) === i,
	);
	const parts = different.slice(0, mostSaid);
	const more = different.length - parts.length;
	return more > 0
		? contractAlertMessage("change.some", { parts, more })
		: contractAlertMessage("change.all", { parts });
};

/** Is any of what it does a change of code or of who may change it? What is not known counts as one. */
export const isGrave = ({ calls }: AnnouncedOperation): boolean =>
	calls === null ||
	calls.some(({ selector }) => selector !== null && selector in verbs);

/** What is told and read first: what is known to be grave, then what is not known, then the rest. The order is kept else. */
export const gravestFirst = (
	all: readonly AnnouncedOperation[],
): readonly AnnouncedOperation[] => {
	const rank = (one: AnnouncedOperation): number =>
		isGrave(one) ? (one.calls === null ? 1 : 0) : 2;
	return all.toSorted((a, b) => rank(a) - rank(b));
};

/** Is more named than is read: because the places are full of what is proved to wait, or because it was too much at once? */
export const isOverrun = ({ found, later, left }: Announcements): boolean =>
	left !== undefined ||
	(found.length >= mostAnnounced &&
		(later ?? []).some(({ named }) => named.length > 0));
