// Lies of a beacon endpoint: light-client objects with one thing wrong, signed anew where the lie needs it.

import "./preset.ts";
import { BitArray } from "@chainsafe/ssz";
import { type deneb, ssz } from "@lodestar/types";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { concat } from "../../src/base/bytes.ts";
import type { FaultCode } from "../../src/base/fault.ts";
import {
	type Ask,
	bytesOf,
	type Stage,
	type Teller,
	utf8Of,
	type WholeAnswer,
	withBody,
} from "./exchange.ts";
import { type Forge, openForge } from "./forge.ts";
import { alterAt, flipHex, isList, type Tree, treeOf } from "./json.ts";
import type { Lie } from "./lie.ts";
import {
	type FinalityUpdate,
	kindOf,
	type Light,
	readLight,
	rewriteLight,
	type Signed,
	type Update,
} from "./light.ts";
import {
	committeeSize,
	members,
	places,
	slotsPerPeriod,
} from "./made/chain.ts";
import { infinitySignature } from "./made/keys.ts";
import { partialTree } from "./made/tree.ts";

type Header = deneb.LightClientHeader;
type Change = (
	light: Light,
	stage: Stage,
	forge: Forge,
) => Promise<Light | null> | Light | null;

/** Two thirds of the committee, as few as count. */
const enough = Math.ceil((committeeSize * 2) / 3);

/** Alters every light-client object, or those of one kind. */
const alterLight =
	(change: Change) =>
	(stage: Stage): Teller => {
		let forge: Promise<Forge> | null = null;
		return async (ask) => {
			if (kindOf(ask.path) === null) return null;
			const honest = await stage.honest(ask);
			const light = readLight(ask, honest);
			if (light === null) return null;
			forge ??= openForge(stage.honest);
			const altered = await change(light, stage, await forge);
			return altered === null ? null : rewriteLight(honest, altered);
		};
	};

/** Alters each of the three kinds of updates the same way. */
const alterSigned = (
	change: <T extends Signed>(
		update: T,
		stage: Stage,
		forge: Forge,
	) => Promise<T> | T,
): Lie["tell"] =>
	alterLight(async (light, stage, forge) => {
		if (light.kind === "updates")
			return {
				kind: light.kind,
				value: await Promise.all(
					light.value.map((update) => change(update, stage, forge)),
				),
			};
		if (light.kind === "finality")
			return {
				kind: light.kind,
				value: await change(light.value, stage, forge),
			};
		if (light.kind === "optimistic")
			return {
				kind: light.kind,
				value: await change(light.value, stage, forge),
			};
		return null;
	});

/** Alters what finalizes: updates and finality updates. */
const alterFinal = (
	change: <
		T extends Signed & {
			finalizedHeader: Header;
			finalityBranch: Uint8Array[];
		},
	>(
		update: T,
		stage: Stage,
		forge: Forge,
	) => Promise<T> | T,
): Lie["tell"] =>
	alterLight(async (light, stage, forge) => {
		if (light.kind === "updates")
			return {
				kind: light.kind,
				value: await Promise.all(
					light.value.map((update) => change(update, stage, forge)),
				),
			};
		if (light.kind === "finality")
			return {
				kind: light.kind,
				value: await change(light.value, stage, forge),
			};
		return null;
	});

/** Alters the updates that hand the committee over. */
const alterUpdates = (
	change: (
		update: Update,
		stage: Stage,
		forge: Forge,
	) => Promise<Update> | Update,
): Lie["tell"] =>
	alterLight(async (light, stage, forge) =>
		light.kind === "updates"
			? {
					kind: light.kind,
					value: await Promise.all(
						light.value.map((update) => change(update, stage, forge)),
					),
				}
			: null,
	);

const alterBootstrap = (
	change: (
		value: Extract<Light, { kind: "bootstrap" }>["value"],
		stage: Stage,
		forge: Forge,
	) =>
		| Promise<Extract<Light, { kind: "bootstrap" }>["value"]>
		| Extract<Light, { kind: "bootstrap" }>["value"],
): Lie["tell"] =>
	alterLight(async (light, stage, forge) =>
		light.kind === "bootstrap"
			? { kind: light.kind, value: await change(light.value, stage, forge) }
			: null,
	);

const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
	bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
const flippedBranch = (
	branch: readonly Uint8Array[],
	stage: Stage,
): Uint8Array[] => {
	const which = stage.chance.below(branch.length);
	const byte = stage.chance.below(32);
	return branch.map((node, i) => (i === which ? flipped(node, byte) : node));
};

/** A point of the curve that is not in the subgroup signatures are in: hardly any is that nobody looked for. */
const offSubgroup = ((): Uint8Array => {
	const { Fp2 } = bls12_381.fields;
	for (let x = 1n; x < 100n; x++) {
		const point = Fp2.create({ c0: x, c1: 0n });
		const square = Fp2.add(
			Fp2.mul(Fp2.sqr(point), point),
			Fp2.create({ c0: 4n, c1: 4n }),
		);
		try {
			Fp2.sqrt(square);
		} catch {
			continue;
		}
		const bytes = new Uint8Array(96);
		bytes[0] = 0x80;
		bytes[95] = Number(x);
		return bytes;
	}
	throw new Error("no point of the curve is near");
})();

const lie = (
	name: string,
	says: string,
	ends: readonly FaultCode[],
	tell: Lie["tell"],
	aside = true,
): Lie => ({ name, target: "beacon", says, ends, aside, tell });

const withSignature = (
	change: (signature: Uint8Array, stage: Stage) => Uint8Array,
): Lie["tell"] =>
	alterSigned((update, stage) => ({
		...update,
		syncAggregate: {
			...update.syncAggregate,
			syncCommitteeSignature: change(
				update.syncAggregate.syncCommitteeSignature,
				stage,
			),
		},
	}));

const withBits = (
	change: (bits: boolean[], stage: Stage) => boolean[],
): Lie["tell"] =>
	alterSigned((update, stage) => ({
		...update,
		syncAggregate: {
			...update.syncAggregate,
			syncCommitteeBits: BitArray.fromBoolArray(
				change(update.syncAggregate.syncCommitteeBits.toBoolArray(), stage),
			),
		},
	}));

const signatureLies: readonly Lie[] = [
	lie(
		"a signature with one bit turned over",
		"Alters the committee's signature.",
		["committee-signature"],
		withSignature((signature, { chance }) =>
			flipped(signature, 1 + chance.below(95)),
		),
	),
	lie(
		"a signature at infinity",
		"Gives the signature of nobody under everybody's bits.",
		["committee-signature"],
		withSignature(() => infinitySignature),
	),
	lie(
		"a signature outside the subgroup",
		"Gives a point of the curve that no key can make.",
		["committee-signature"],
		withSignature(() => offSubgroup),
	),
	lie(
		"a signature that is no point",
		"Gives bytes that no point has.",
		["committee-signature"],
		withSignature(() => new Uint8Array(96).fill(0xff)),
	),
	lie(
		"a signer that is denied",
		"Takes one signer's bit away and leaves the signature.",
		["committee-signature"],
		withBits((bits, { chance }) => {
			const which = chance.below(committeeSize);
			return bits.map((bit, i) => (i === which ? false : bit));
		}),
	),
	lie(
		"a signer that did not sign",
		"Lets two thirds sign and sets the bit of one more.",
		["committee-signature"],
		alterSigned(async (update, _, forge) => {
			const signed = await forge.resign(update, members(enough));
			return {
				...signed,
				syncAggregate: {
					...signed.syncAggregate,
					syncCommitteeBits: BitArray.fromBoolArray(
						signed.syncAggregate.syncCommitteeBits
							.toBoolArray()
							.map((bit, i) => bit || i === enough),
					),
				},
			};
		}),
	),
	lie(
		"a third of the committee",
		"Gives a true header that a third of the committee signed.",
		["too-few-signers"],
		alterSigned((update, _, forge) =>
			forge.resign(update, members(Math.floor(committeeSize / 3))),
		),
		false,
	),
	lie(
		"one signer less than two thirds",
		"Gives a true header with one signature too few.",
		["too-few-signers"],
		alterSigned((update, _, forge) =>
			forge.resign(update, members(enough - 1)),
		),
		false,
	),
	lie(
		"a single signer",
		"Gives a true header that one member signed, as the specification's forced update would take after a silent day.",
		["too-few-signers"],
		alterSigned((update, _, forge) => forge.resign(update, members(1))),
		false,
	),
	lie(
		"nobody's signature",
		"Sets no bit and gives the signature at infinity.",
		["too-few-signers"],
		alterSigned((update, _, forge) => forge.resign(update, [])),
		false,
	),
	lie(
		"a signature for another network",
		"Lets the whole committee sign under another genesis.",
		["committee-signature"],
		alterSigned((update, _, forge) =>
			forge.resign(update, members(committeeSize), {
				domain: {
					...forge.domain,
					genesisValidatorsRoot: flipped(forge.domain.genesisValidatorsRoot, 0),
				},
			}),
		),
	),
	lie(
		"a signature for another fork",
		"Lets the whole committee sign under another fork's version.",
		["committee-signature"],
		alterSigned((update, _, forge) =>
			forge.resign(update, members(committeeSize), {
				domain: {
					...forge.domain,
					forkVersion: flipped(forge.domain.forkVersion, 0),
				},
			}),
		),
	),
];

/** Where a block's body holds its execution payload. */
const payloadPlace = 25;

/** The beacon header of a slot over a body that holds this payload and nothing else that means anything. */
const withPayload = (
	beacon: Header["beacon"],
	execution: Header["execution"],
): Header => {
	const root = ssz.electra.ExecutionPayloadHeader.hashTreeRoot(execution);
	const body = partialTree(new Map([[payloadPlace, root]]), "another body");
	return {
		beacon: { ...beacon, bodyRoot: body.root },
		execution,
		executionBranch: body.branch(payloadPlace),
	};
};

/** The header as one of another slot, whose block was made in that slot's time; how long a slot is can be read off it. */
const movedTo = (
	{ beacon, execution }: Header,
	slot: number,
	{ genesisTimeS }: Forge,
): Header => {
	const secondsPerSlot = (execution.timestamp - genesisTimeS) / beacon.slot;
	return withPayload(
		{ ...beacon, slot },
		{ ...execution, timestamp: genesisTimeS + secondsPerSlot * slot },
	);
};

const headerLies: readonly Lie[] = [
	lie(
		"an altered attested header",
		"Names another proposer in the header that was signed.",
		["committee-signature"],
		alterSigned((update) => ({
			...update,
			attestedHeader: {
				...update.attestedHeader,
				beacon: {
					...update.attestedHeader.beacon,
					proposerIndex: update.attestedHeader.beacon.proposerIndex ^ 1,
				},
			},
		})),
	),
	lie(
		"another beacon state root",
		"Names another state in the header that was signed.",
		["committee-signature", "finality-branch", "committee-branch"],
		alterSigned((update) => ({
			...update,
			attestedHeader: {
				...update.attestedHeader,
				beacon: {
					...update.attestedHeader.beacon,
					stateRoot: flipped(update.attestedHeader.beacon.stateRoot, 0),
				},
			},
		})),
	),
	lie(
		"an altered execution state root",
		"Names another execution state under the honest branch.",
		["execution-branch"],
		alterSigned((update) => ({
			...update,
			attestedHeader: {
				...update.attestedHeader,
				execution: {
					...update.attestedHeader.execution,
					stateRoot: flipped(update.attestedHeader.execution.stateRoot, 0),
				},
			},
		})),
	),
	lie(
		"an altered base fee",
		"Names another base fee under the honest branch.",
		["execution-branch"],
		alterSigned((update) => ({
			...update,
			attestedHeader: {
				...update.attestedHeader,
				execution: {
					...update.attestedHeader.execution,
					baseFeePerGas: update.attestedHeader.execution.baseFeePerGas + 1n,
				},
			},
		})),
	),
	lie(
		"an altered execution branch",
		"Turns one bit of the branch over.",
		["execution-branch"],
		alterSigned((update, stage) => ({
			...update,
			attestedHeader: {
				...update.attestedHeader,
				executionBranch: flippedBranch(
					update.attestedHeader.executionBranch,
					stage,
				),
			},
		})),
	),
	lie(
		"an execution header of another block",
		"Puts the finalized block's execution header under the attested one.",
		["execution-branch"],
		alterFinal((update) => ({
			...update,
			attestedHeader: {
				...update.attestedHeader,
				execution: update.finalizedHeader.execution,
				executionBranch: update.finalizedHeader.executionBranch,
			},
		})),
	),
	lie(
		"a header whose block was made at another time",
		"Lets the whole committee sign a block whose payload has the time of another network's slot.",
		["other-chain"],
		alterSigned((update, _, forge) => {
			const { beacon, execution } = update.attestedHeader;
			const timestamp = execution.timestamp + 1;
			return forge.resign(
				{
					...update,
					attestedHeader: withPayload(beacon, { ...execution, timestamp }),
				},
				members(committeeSize),
			);
		}),
	),
	lie(
		"an altered finality branch",
		"Turns one bit of the branch over.",
		["finality-branch"],
		alterFinal((update, stage) => ({
			...update,
			finalityBranch: flippedBranch(update.finalityBranch, stage),
		})),
	),
	lie(
		"a finalized header that was not finalized",
		"Calls the attested header final under the honest branch.",
		["finality-branch"],
		alterFinal((update) => ({
			...update,
			finalizedHeader: update.attestedHeader,
		})),
	),
	lie(
		"an altered finalized header",
		"Names another state in the finalized header.",
		["finality-branch"],
		alterFinal((update) => ({
			...update,
			finalizedHeader: {
				...update.finalizedHeader,
				beacon: {
					...update.finalizedHeader.beacon,
					stateRoot: flipped(update.finalizedHeader.beacon.stateRoot, 0),
				},
			},
		})),
	),
	lie(
		"a finality branch at Altair's index",
		"Cuts the branch to the depth it had before Electra, as that fork's index would have it.",
		["finality-branch"],
		alterFinal((update) => ({
			...update,
			finalityBranch: [
				new Uint8Array(32),
				...update.finalityBranch.slice(0, -1),
			],
		})),
	),
	lie(
		"a header signed in the same slot",
		"Lets the committee sign its header in the slot the header is of.",
		["update-order"],
		alterSigned((update, _, forge) =>
			forge.resign(update, members(committeeSize), {
				signatureSlot: update.attestedHeader.beacon.slot,
			}),
		),
	),
];

const committeeLies: readonly Lie[] = [
	lie(
		"an altered committee branch",
		"Turns one bit of the next committee's branch over.",
		["committee-branch"],
		alterUpdates((update, stage) => ({
			...update,
			nextSyncCommitteeBranch: flippedBranch(
				update.nextSyncCommitteeBranch,
				stage,
			),
		})),
	),
	lie(
		"a member that was exchanged",
		"Puts the first member in the last one's place.",
		["committee-branch"],
		alterUpdates((update) => ({
			...update,
			nextSyncCommittee: {
				...update.nextSyncCommittee,
				pubkeys: update.nextSyncCommittee.pubkeys.map((pubkey, i, all) =>
					i === all.length - 2 ? (all[0] ?? pubkey) : pubkey,
				),
			},
		})),
	),
	lie(
		"an altered aggregate key",
		"Gives the next committee another aggregate key.",
		["committee-branch"],
		alterUpdates((update) => ({
			...update,
			nextSyncCommittee: {
				...update.nextSyncCommittee,
				aggregatePubkey:
					update.nextSyncCommittee.pubkeys[0] ?? new Uint8Array(48),
			},
		})),
	),
	lie(
		"a next committee at Altair's index",
		"Cuts the committee's branch to the depth it had before Electra.",
		["committee-branch"],
		alterUpdates((update) => ({
			...update,
			nextSyncCommitteeBranch: [
				new Uint8Array(32),
				...update.nextSyncCommitteeBranch.slice(0, -1),
			],
		})),
	),
	lie(
		"the current committee as the next one",
		"Gives the committee that signed, with its own true branch.",
		["committee-branch"],
		alterUpdates(async (update, _, forge) => ({
			...update,
			nextSyncCommittee: await forge.committeeAt(
				update.attestedHeader.beacon.slot,
			),
		})),
	),
	lie(
		"an update that a later committee is said to have signed",
		"Names a signature slot of a period whose committee nobody has proved.",
		["stale-head"],
		alterUpdates((update) => ({
			...update,
			signatureSlot: update.signatureSlot + slotsPerPeriod,
		})),
		false,
	),
	lie(
		"updates of the period before",
		"Gives the true updates of one period earlier than was asked for.",
		["wrong-period"],
		(stage) => async (ask) => {
			const start = /start_period=(\d+)/.exec(ask.path)?.[1];
			if (kindOf(ask.path) !== "updates" || start === undefined) return null;
			return stage.honest({
				...ask,
				path: ask.path.replace(
					`start_period=${start}`,
					`start_period=${Number(start) - 1}`,
				),
			});
		},
	),
	lie(
		"the signature of the committee before",
		"Lets the members of the period before sign today's headers.",
		["committee-signature"],
		alterSigned(async (update, _, forge) => ({
			...update,
			syncAggregate: (
				await forge.resign(update, members(committeeSize), {
					committeeOf: update.signatureSlot - slotsPerPeriod,
				})
			).syncAggregate,
		})),
	),
	lie(
		"an update without its committee branch",
		"Empties the branch and leaves the committee.",
		["update-shape"],
		alterUpdates((update) => ({
			...update,
			nextSyncCommitteeBranch: update.nextSyncCommitteeBranch.map(
				() => new Uint8Array(32),
			),
		})),
	),
	lie(
		"an update without its finality branch",
		"Empties the finality branch and leaves the header.",
		["update-shape"],
		alterUpdates((update) => ({
			...update,
			finalityBranch: update.finalityBranch.map(() => new Uint8Array(32)),
		})),
	),
	lie(
		"a bootstrap with another committee",
		"Exchanges a member of the first committee.",
		["committee-branch"],
		alterBootstrap((value) => ({
			...value,
			currentSyncCommittee: {
				...value.currentSyncCommittee,
				pubkeys: value.currentSyncCommittee.pubkeys.toReversed(),
			},
		})),
	),
	lie(
		"a bootstrap with an altered branch",
		"Turns one bit of the first committee's branch over.",
		["committee-branch"],
		alterBootstrap((value, stage) => ({
			...value,
			currentSyncCommitteeBranch: flippedBranch(
				value.currentSyncCommitteeBranch,
				stage,
			),
		})),
	),
	lie(
		"a bootstrap of another block",
		"Gives the bootstrap of its head, whatever checkpoint was asked for.",
		["bootstrap-root"],
		alterBootstrap(async (_, __, forge) =>
			forge.bootstrap(await forge.headRoot()),
		),
	),
	lie(
		"a bootstrap with another execution header",
		"Names another execution state in the checkpoint's block.",
		["execution-branch"],
		alterBootstrap((value) => ({
			...value,
			header: {
				...value.header,
				execution: {
					...value.header.execution,
					stateRoot: flipped(value.header.execution.stateRoot, 31),
				},
			},
		})),
	),
];

/** Alters the JSON of light-client answers; SSZ passes. */
const alterJson =
	(change: (tree: Tree, ask: Ask, stage: Stage) => Tree) =>
	(stage: Stage): Teller =>
	async (ask) => {
		if (kindOf(ask.path) === null) return null;
		// A node may have no SSZ at all, so the liar gives none.
		const honest = await stage.honest({ ...ask, accept: "application/json" });
		if (honest.status !== 200) return null;
		const old = treeOf(utf8Of(honest.body));
		const altered = change(old, ask, stage);
		return withBody(honest, bytesOf(JSON.stringify(altered)));
	};

/** The data of one object, or of each in a list of updates. */
const inEach = (
	tree: Tree,
	path: readonly string[],
	change: (old: Tree) => Tree,
): Tree =>
	isList(tree)
		? tree.map((item) => alterAt(item, path, change))
		: alterAt(tree, path, change);

/** Alters the bytes of light-client answers in SSZ; what comes as JSON passes. */
const alterBytes =
	(change: (honest: WholeAnswer, stage: Stage) => Uint8Array) =>
	(stage: Stage): Teller =>
	async (ask) => {
		if (kindOf(ask.path) === null) return null;
		const honest = await stage.honest(ask);
		const form = honest.headers["content-type"] ?? "";
		if (honest.status !== 200 || !form.includes("octet-stream")) return null;
		return withBody(honest, change(honest, stage));
	};

const header = (path: string): readonly string[] => [
	"data",
	path,
	"beacon",
	"slot",
];

const formLies: readonly Lie[] = [
	lie(
		"SSZ with a byte too many",
		"Writes a zero behind the object.",
		// Where a list of bytes ends the object it is one byte longer then.
		["bad-ssz", "execution-branch"],
		alterBytes(({ body }) => concat(body, new Uint8Array(1))),
	),
	lie(
		"SSZ with a byte too few",
		"Leaves the last byte out.",
		["bad-ssz"],
		alterBytes(({ body }) => body.slice(0, -1)),
	),
	lie(
		"SSZ with other offsets",
		"Turns the first byte over, where lengths and offsets stand.",
		["bad-ssz"],
		alterBytes(({ body }) => flipped(body, 0)),
	),
	lie(
		"an unknown fork",
		"Says that its objects are of a fork nobody has heard of.",
		["unknown-fork"],
		alterJson((tree) => inEach(tree, ["version"], () => "zeta")),
		false,
	),
	lie(
		"another fork's name",
		"Says that its objects are of Altair.",
		["bad-field", "bad-ssz", "update-shape"],
		alterJson((tree) => inEach(tree, ["version"], () => "altair")),
	),
	lie(
		"numbers where text should be",
		"Gives slots as JSON numbers.",
		["bad-field"],
		alterJson((tree) => {
			const number = (old: Tree): Tree => Number(old);
			return inEach(
				inEach(tree, header("attested_header"), number),
				header("header"),
				number,
			);
		}),
	),
	lie(
		"a slot beyond every clock",
		"Gives slots of twenty digits.",
		["bad-field", "bad-ssz"],
		alterJson((tree) => {
			const huge = (): Tree => "99999999999999999999";
			return inEach(
				inEach(tree, header("attested_header"), huge),
				header("header"),
				huge,
			);
		}),
	),
	lie(
		"a branch that is too long",
		"Adds a node to each finality branch.",
		["bad-field", "bad-ssz"],
		alterJson((tree) =>
			inEach(tree, ["data", "finality_branch"], (old) =>
				isList(old) ? [...old, `0x${"00".repeat(32)}`] : old,
			),
		),
	),
	lie(
		"a committee that is too large",
		"Adds a member to each committee.",
		["bad-field", "bad-ssz"],
		alterJson((tree) => {
			const add = (old: Tree): Tree =>
				isList(old) ? [...old, old[0] ?? null] : old;
			return inEach(
				inEach(tree, ["data", "next_sync_committee", "pubkeys"], add),
				["data", "current_sync_committee", "pubkeys"],
				add,
			);
		}),
	),
	lie(
		"a thousand updates",
		"Gives the same update a thousand times.",
		["bad-field", "too-large"],
		alterJson((tree) =>
			isList(tree) ? Array.from({ length: 1000 }, () => tree[0] ?? null) : tree,
		),
	),
];

/** What an honest node may do as well. */
export const legalForms: readonly Lie[] = [
	lie(
		"no SSZ at all",
		"Answers in JSON, whatever was asked for.",
		[],
		alterJson((tree) => tree),
		false,
	),
	lie(
		"SSZ without the name of its fork",
		"Leaves the header with the fork's name out.",
		[],
		(stage) => async (ask) => {
			if (kindOf(ask.path) === null) return null;
			const honest = await stage.honest(ask);
			const { "eth-consensus-version": _, ...headers } = honest.headers;
			return { ...honest, headers };
		},
		false,
	),
];

const rootPath = /^\/eth\/v1\/beacon\/blocks\/(\w+)\/root$/;

export const checkpointLies: readonly Lie[] = [
	lie(
		"another finalized root",
		"Names another root whenever it is asked for a block's, or for the finalized one.",
		["checkpoint-quorum"],
		(stage) => {
			const at = stage.chance.below(32);
			const flip = (old: Tree): Tree =>
				typeof old === "string" && old.length === 66 ? flipHex(old, at) : old;
			return async (ask) => {
				const path = rootPath.test(ask.path)
					? ["data", "root"]
					: ask.path.endsWith("/finality_checkpoints")
						? ["data", "finalized", "root"]
						: null;
				if (path === null) return null;
				const honest = await stage.honest(ask);
				const altered = alterAt(treeOf(utf8Of(honest.body)), path, flip);
				return withBody(honest, bytesOf(JSON.stringify(altered)));
			};
		},
		false,
	),
];

/** What is asked now is answered with what was true when it was asked first. */
const replayed =
	(only: (ask: Ask) => boolean): Lie["tell"] =>
	(stage) =>
	async (ask) => {
		if (!only(ask)) return null;
		return stage.first(ask) ?? null;
	};

const staleLies: readonly Lie[] = [
	lie(
		"yesterday's updates",
		"Answers with what it answered first, however long ago.",
		["stale-head", "order-stale"],
		replayed(({ path }) => kindOf(path) !== null),
		false,
	),
];

/** A header that differs from the honest one in its proposer alone, with everything in it still true. */
const twin = <T extends Signed>(update: T): T => ({
	...update,
	attestedHeader: {
		...update.attestedHeader,
		beacon: {
			...update.attestedHeader.beacon,
			proposerIndex: update.attestedHeader.beacon.proposerIndex ^ 1,
		},
	},
});

/** Lies that two thirds of the committee tell: no endpoint is to blame, and an honest one beside does not help. */
export const committeeHeldLies: readonly Lie[] = [
	lie(
		"a header from the future",
		"Lets the committee sign a header of the next minutes.",
		// Two thirds signed it, so it is the clock that is wrong.
		["clock", "future-header"],
		alterLight(async (light, _, forge) => {
			if (light.kind !== "optimistic") return null;
			const { beacon } = light.value.attestedHeader;
			// The last slot of the period: its committee is known and the clock is not there yet.
			const last =
				Math.ceil((beacon.slot + 2) / slotsPerPeriod) * slotsPerPeriod - 1;
			const value = {
				...light.value,
				attestedHeader: movedTo(light.value.attestedHeader, last - 1, forge),
			};
			return {
				kind: light.kind,
				value: await forge.resign(value, members(committeeSize), {
					signatureSlot: last,
				}),
			};
		}),
		false,
	),
	lie(
		"a second head signed for the same slot",
		"Lets two thirds of the committee sign another header in the same signature slot.",
		["conflict"],
		alterLight(async (light, _, forge) =>
			light.kind === "optimistic"
				? {
						kind: light.kind,
						value: await forge.resign(twin(light.value), members(enough)),
					}
				: null,
		),
		false,
	),
	lie(
		"finality on another branch",
		"Lets two thirds of the committee finalize another block in the slot of the finalized one.",
		// Where that slot is final already, it is no conflict any more.
		["conflict", "against-final"],
		alterLight(async (light, _, forge) =>
			light.kind === "finality"
				? { kind: light.kind, value: await otherFinality(light.value, forge) }
				: null,
		),
		false,
	),
];

/** A state that finalizes the twin of the finalized header, under a header signed in an earlier slot than the honest one. */
const otherFinality = (
	update: FinalityUpdate,
	forge: Forge,
): Promise<FinalityUpdate> => {
	const { beacon, ...rest } = update.finalizedHeader;
	const finalizedHeader = {
		...rest,
		beacon: { ...beacon, proposerIndex: beacon.proposerIndex ^ 1 },
	};
	const state = partialTree(
		new Map([
			[
				places.finalizedRoot,
				ssz.phase0.BeaconBlockHeader.hashTreeRoot(finalizedHeader.beacon),
			],
		]),
		"another branch",
	);
	const slot = update.attestedHeader.beacon.slot - 1;
	const attested = movedTo(update.attestedHeader, slot, forge);
	return forge.resign(
		{
			...update,
			finalizedHeader,
			finalityBranch: state.branch(places.finalizedRoot),
			attestedHeader: {
				...attested,
				beacon: { ...attested.beacon, stateRoot: state.root },
			},
		},
		members(enough),
		{ signatureSlot: slot + 1 },
	);
};

export const beaconLies: readonly Lie[] = [
	...signatureLies,
	...headerLies,
	...committeeLies,
	...formLies,
	...legalForms,
	...checkpointLies,
	...staleLies,
	...committeeHeldLies,
];
