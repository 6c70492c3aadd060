// One endpoint tried out before it is chosen: is it there, of the right kind and chain, and does it serve what will be asked of
// it. Bounded in time and in requests. Nothing it says is verified or kept: it decides whom to ask, never what is true. It is
// asked about no account of the person's.

import type { Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { asFault, type Fault } from "../base/fault.ts";
import type { BeaconApi } from "../l1/beacon-api.ts";
import { askBootstrap, askNewest, askUpdates } from "../l1/beacon-api.ts";
import { askEpochRoot, askFinalized } from "../l1/finality.ts";
import type { L1Network } from "../l1/network.ts";
import {
	decodeUpdate,
	periodAtSlot,
	slotAtTime,
	timeAtSlot,
} from "../l1/spec.ts";
import type {
	EndpointToTry,
	EndpointTrial,
} from "../protocol/endpoint-trial.ts";
import { faultMessage } from "../protocol/fault-message.ts";
import type { Message } from "../protocol/message.ts";
import { askBeacon, type BeaconPorts } from "../source/beacon.ts";
import { bounds } from "../source/bounds.ts";
import type { Endpoint } from "../source/claim.ts";
import { type Execution, openExecution } from "../source/execution.ts";
import { inTime } from "./in-time.ts";
import type { LayerTrial } from "./layer-trial.ts";
import { trialCode } from "./trial-codes.ts";

/** All of one trial. */
const mostTrialMs = 12_000;

/** A newest header that is older than this is of no use to anybody who wants to know what is so now. */
const mostHeaderAgeS = 15 * 60;
/** Clocks differ, and a header may be of the slot that begins now. */
const mostAheadS = 30;

/** How far back proofs are tried: what a signed header is behind a node's head, and what nodes commonly keep. */
const depths = [1, 8, 32, 64, 127] as const;

/** Asked about in place of an account. */
const nobody: Hex = `0x${"0".repeat(40)}`;
const noHash: Hex = `0x${"0".repeat(64)}`;

/** What the trial knows of chains: the network of an L1 endpoint, and titles by what endpoints say of themselves. */
export type KnownChains = {
	readonly network: L1Network | undefined;
	readonly titles: ReadonlyMap<number, string>;
	readonly networks: readonly L1Network[];
	/** Whether an endpoint of a layer 2 proves what it will be asked for; null where that cannot be said yet. */
	readonly atRoot: LayerTrial;
};

type Scene = {
	readonly ports: BeaconPorts;
	readonly known: KnownChains;
	readonly asked: EndpointToTry;
	readonly endpoint: Endpoint;
	readonly signal: AbortSignal;
};

type TrialOutcome = Pick<EndpointTrial, "verdict" | "says" | "more">;
const bad = (says: Message): TrialOutcome => ({
	verdict: "bad",
	says,
	more: [],
});

/** Does it fail in a way that another question could not mend? */
const isOut = ({ code }: Fault): boolean =>
	code === "unreachable" ||
	code === "too-slow" ||
	code === "host-denied" ||
	code === "cancelled";

const statusOf = ({ detail }: Fault): number =>
	Number(/\b[1-5]\d\d\b/.exec(detail)?.[0] ?? 0);

/** Why nothing came of it, as a person reads it. */
const failed = (thrown: unknown): TrialOutcome => {
	const fault = asFault(thrown);
	switch (fault.code) {
		case "unreachable":
			return bad(trialCode("trial.silent"));
		case "too-slow":
			return bad(trialCode("trial.slow", { limit: mostTrialMs / 1000 }));
		case "host-denied":
			return bad(trialCode("trial.denied"));
		case "cancelled":
			return bad(trialCode("trial.stopped"));
		case "http-status": {
			const status = statusOf(fault);
			if (status === 429) return bad(trialCode("trial.too-often"));
			return bad(
				trialCode(
					status === 401 || status === 402 || status === 403
						? "trial.asks-key"
						: "trial.status",
					{ status },
				),
			);
		}
		default:
			return bad(
				trialCode("trial.nonsense", { what: faultMessage(fault.code) }),
			);
	}
};

/** What it gives, or null where it gives nothing: for questions that may stay without an answer. @throws when it is out */
const orNull = async <T>(work: Promise<T>): Promise<T | null> => {
	try {
		return await work;
	} catch (thrown) {
		const fault = asFault(thrown);
		if (isOut(fault)) throw fault;
		return null;
	}
};

const genesisAnswer = d.record({
	data: d.record({ genesis_validators_root: d.hash }),
});

/** @throws the faults of askBeacon, bad-field */
const askGenesis = async ({ ports, endpoint, signal }: Scene): Promise<Hex> => {
	const { value } = await askBeacon(ports, endpoint, {
		path: "/eth/v1/beacon/genesis",
		maxBytes: bounds.beaconSmall,
		form: "json",
		signal,
	});
	const { data } = genesisAnswer(value.form === "json" ? value.json : null, "");
	return data.genesis_validators_root;
};

const clientOf = ({ ports, endpoint }: Scene): Execution =>
	openExecution(ports, endpoint);

/** Is it a node of the other kind? */
const otherKind = async (scene: Scene, fault: Fault): Promise<TrialOutcome> => {
	if (isOut(fault)) return failed(fault);
	try {
		if (scene.asked.role === "execution") {
			await askGenesis(scene);
			return bad(trialCode("trial.is-beacon"));
		}
		await clientOf(scene).chainId(scene.signal);
		return bad(trialCode("trial.is-execution"));
	} catch {
		return failed(fault);
	}
};

const wrongChain = (title: string | undefined): TrialOutcome =>
	bad(
		title === undefined
			? trialCode("trial.unknown-chain")
			: trialCode("trial.other-chain", { chain: title }),
	);

/** Newest header, updates, and the first committee of what it calls final. */
const tryLightData = async (
	{ ports, endpoint, signal }: Scene,
	network: L1Network,
): Promise<TrialOutcome> => {
	const api: BeaconApi = { ports, network, endpoint, signal };
	const nowMs = ports.clock.nowMs();
	const period = periodAtSlot(network, slotAtTime(network, nowMs));
	const newestOf = (kind: "finality" | "optimistic") =>
		orNull(
			askNewest(api, kind).then((encoded) =>
				decodeUpdate(network, kind, encoded),
			),
		);
	const [newest, finality, updates, final] = await Promise.all([
		newestOf("optimistic"),
		newestOf("finality"),
		orNull(askUpdates(api, Math.max(0, period - 1), 1)),
		orNull(askFinalized(ports, endpoint, signal)),
	]);
	if (newest === null || finality === null)
		return bad(trialCode("trial.no-light-data"));
	const age =
		Math.floor(nowMs / 1000) - timeAtSlot(network, newest.attestedHeader.slot);
	if (age > mostHeaderAgeS) return bad(trialCode("trial.behind", { age }));
	if (updates === null || updates.length === 0)
		return bad(trialCode("trial.no-updates"));
	const bootstrap =
		final === null ? null : await orNull(askBootstrap(api, final.root));
	const more = [
		age < -mostAheadS
			? trialCode("trial.ahead")
			: trialCode("trial.newest-header", { age: Math.max(0, age) }),
		...(bootstrap === null ? [trialCode("trial.no-bootstrap")] : []),
	];
	const isWhole = bootstrap !== null && age >= -mostAheadS;
	return {
		verdict: isWhole ? "good" : "limited",
		says: trialCode("trial.headers"),
		more,
	};
};

const tryStart = async (
	{ ports, endpoint, signal }: Scene,
	network: L1Network,
): Promise<TrialOutcome> => {
	const final = await orNull(askFinalized(ports, endpoint, signal));
	const root =
		final === null
			? null
			: await orNull(
					askEpochRoot(ports, network, endpoint, final.epoch, signal),
				);
	return root === null || root === "no-block" || root === "not-final"
		? bad(trialCode("trial.no-start"))
		: { verdict: "good", says: trialCode("trial.start"), more: [] };
};

/** The methods that the wallet asks for beside proofs, each tried with a question about nobody. */
const methods: readonly (readonly [
	name: string,
	ask: (client: Execution, signal: AbortSignal) => Promise<unknown>,
])[] = [
	["eth_getCode", (client, signal) => client.code(nobody, "latest", signal)],
	["eth_feeHistory", (client, signal) => client.feeHint(signal)],
	[
		"eth_getTransactionReceipt",
		(client, signal) => client.receiptHint(noHash, signal),
	],
	[
		"eth_createAccessList",
		(client, signal) =>
			client.accessHint(
				{ from: nobody, to: nobody, valueWei: 0n, data: "0x" },
				signal,
			),
	],
];

/** @returns the depths at which a proof came, without a gap */
const tryDepths = async (
	client: Execution,
	head: number,
	signal: AbortSignal,
): Promise<number> => {
	const answers = await Promise.all(
		depths.map((depth) =>
			depth > head
				? null
				: orNull(
						client.proofs(
							[{ address: nobody, slots: [] }],
							{ number: head - depth },
							signal,
						),
					),
		),
	);
	const gap = answers.indexOf(null);
	return depths[(gap === -1 ? depths.length : gap) - 1] ?? 0;
};

const tryProofs = async (scene: Scene): Promise<TrialOutcome> => {
	const { signal } = scene;
	const client = clientOf(scene);
	const asked = [{ address: nobody, slots: [] }];
	const atHead = await orNull(client.proofsAtHead(asked, signal));
	if (atHead === null) return bad(trialCode("trial.no-proofs"));
	const [depth, lacking] = await Promise.all([
		tryDepths(client, atHead.value.header.number, signal),
		Promise.all(
			methods.map(async ([name, ask]) =>
				(await orNull(ask(client, signal))) === null ? [name] : [],
			),
		),
	]);
	const lacks = lacking.flat();
	return {
		verdict: lacks.length === 0 ? "good" : "limited",
		says:
			depth === 0
				? trialCode("trial.proofs-newest")
				: trialCode("trial.proofs", { blocks: depth }),
		more:
			lacks.length === 0
				? []
				: [trialCode("trial.lacks", { methods: lacks.join(", ") })],
	};
};

const tryBeacon = async (scene: Scene, genesis: Hex): Promise<TrialOutcome> => {
	const { network, networks } = scene.known;
	if (network === undefined || genesis !== network.genesisValidatorsRoot)
		return wrongChain(
			networks.find((one) => one.genesisValidatorsRoot === genesis)?.title,
		);
	return scene.asked.role === "beacon"
		? tryLightData(scene, network)
		: tryStart(scene, network);
};

/**
 * A layer 2 is asked at the root that Ethereum has, which is older than its newest block, and may prove its state in a way of its
 * own: its own reader asks. Where that cannot be said yet, it is tried as a node of Ethereum would be.
 */
const tryLayer = async (scene: Scene): Promise<TrialOutcome> => {
	const { known, asked, endpoint, ports, signal } = scene;
	const [outcome, atRoot] = await Promise.all([
		tryProofs(scene),
		known.atRoot(asked.chainId, endpoint, ports.fetch, signal),
	]);
	if (atRoot === true)
		return { verdict: "good", says: trialCode("trial.at-root"), more: [] };
	if (outcome.verdict === "bad")
		return {
			verdict: "limited",
			says: trialCode(atRoot === null ? "trial.layer" : "trial.not-at-root"),
			more: [],
		};
	return atRoot === null
		? outcome
		: {
				verdict: "limited",
				says: outcome.says,
				more: [trialCode("trial.not-at-root"), ...outcome.more],
			};
};

const tryExecution = async (
	scene: Scene,
	chainId: number,
): Promise<TrialOutcome> => {
	if (chainId === scene.asked.chainId)
		return scene.known.network === undefined
			? tryLayer(scene)
			: tryProofs(scene);
	const title = scene.known.titles.get(chainId);
	return title === undefined
		? bad(trialCode("trial.other-chain-id", { chain: chainId }))
		: wrongChain(title);
};

/** What came of it, and when its first answer did. */
type Begun = {
	readonly outcome: TrialOutcome;
	readonly answeredMs: number | null;
};

/** The first answer says what it is; only one that is none of that is tried for the other kind. */
const begin = async <T>(
	scene: Scene,
	first: Promise<T>,
	then: (value: T) => Promise<TrialOutcome>,
): Promise<Begun> => {
	const { clock } = scene.ports;
	const began = clock.ticksMs();
	let value: T;
	try {
		value = await first;
	} catch (thrown) {
		const outcome = await otherKind(scene, asFault(thrown));
		return { outcome, answeredMs: null };
	}
	const answeredMs = Math.max(0, Math.round(clock.ticksMs() - began));
	return { outcome: await then(value), answeredMs };
};

/** A relay is known by its blocks alone: here it is only seen that somebody answers. */
const tryRelay = (scene: Scene): Promise<Begun> =>
	begin(
		scene,
		scene.ports.fetch({
			url: scene.asked.url,
			method: "GET",
			accept: "application/json",
			maxBytes: bounds.payload,
			timeoutMs: 10_000,
			signal: scene.signal,
		}),
		async () => ({
			verdict: "limited",
			says: trialCode("trial.relay"),
			more: [],
		}),
	);

const tryByRole = (scene: Scene): Promise<Begun> => {
	const { role } = scene.asked;
	if (role === "relay") return tryRelay(scene);
	return role === "execution"
		? begin(
				scene,
				clientOf(scene)
					.chainId(scene.signal)
					.then(({ value }) => value),
				(chainId) => tryExecution(scene, chainId),
			)
		: begin(scene, askGenesis(scene), (genesis) => tryBeacon(scene, genesis));
};

/**
 * Tries one endpoint for its role.
 * @returns what it did, in words, also where it did nothing. Throws nothing.
 */
export const tryEndpoint = async (
	ports: BeaconPorts,
	known: KnownChains,
	asked: EndpointToTry,
	outer: AbortSignal,
): Promise<EndpointTrial> => {
	const endpoint = { name: asked.url, url: asked.url };
	const { outcome, answeredMs } = await inTime(
		ports.clock,
		mostTrialMs,
		"the trial",
		(signal) => tryByRole({ ports, known, asked, endpoint, signal }),
		outer,
	).catch(
		(thrown: unknown): Begun => ({
			outcome: failed(thrown),
			answeredMs: null,
		}),
	);
	return { ...outcome, answeredMs };
};
