// `sextant balance`: syncs the light client, proves one balance, prints the chain of reasons.

import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { durationWords, formatUnits } from "../base/units.ts";
import { provedStateOf } from "../engine/calls.ts";
import { l1Rules, rollupRules } from "../engine/evm-rules.ts";
import { openL1Chain } from "../engine/l1-chain.ts";
import { openReadChain } from "../engine/read-chain.ts";
import { type Reader, readOne } from "../engine/reader.ts";
import { openRollups } from "../engine/rollups.ts";
import { servedState } from "../engine/served.ts";
import type { Settings } from "../engine/settings.ts";
import { readToken } from "../engine/token-read.ts";
import { couldBeWrong, traceSteps } from "../engine/trace.ts";
import type { BalancePlace } from "../evidence/balance-place.ts";
import { type Evidence, evidenceText } from "../evidence/evidence.ts";
import type { CallResult } from "../evm/call.ts";
import { readKindOf } from "../l2/checks.ts";
import type { ReadProfile } from "../l2/read.ts";
import { coinEvidence, tokenEvidence } from "../receipt/balance.ts";
import { holdingsEvidence, readNamed } from "../receipt/holdings.ts";
import { coinOn, type NetworkFile } from "../receipt/networks.ts";
import { handoverEndpoint, handoverFile } from "../source/handover.ts";
import { allowOnly } from "../source/http.ts";
import type { Account, Slot } from "../state/values.ts";
import { ageS } from "../trust/freshness.ts";
import type { AnyVerified, Verified } from "../trust/verified.ts";
import { webClock } from "../web/clock.ts";
import { openFetch } from "../web/fetch.ts";
import { sentencesOf, wordsOf } from "../words/catalogue.ts";
import { findCheckpoint } from "./checkpoint.ts";
import { openKernel } from "./kernel.ts";
import {
	endpoints,
	hexOption,
	numberOption,
	readNetwork,
	readText,
} from "./options.ts";
import { say, sayJson, tell } from "./print.ts";
import { holdingsJson, holdingsReport } from "./read-balance.ts";
import { memoryStore } from "./store.ts";

const many = { type: "string", multiple: true } as const;
const one = { type: "string" } as const;

/** How long to go on while the chain, or a rollup's root, is not there yet. */
const patienceMs = 180_000;

/** A balance with what proves it. */
type ShownBalance = {
	readonly proved: Verified<Account> | Verified<Slot> | Verified<CallResult>;
	readonly amount: bigint;
	readonly symbol: string;
	readonly decimals: number;
	/** Where the token's contract keeps it; null for the coin, and for a balance that is computed. */
	readonly place: BalancePlace | null;
	/** @throws unverifiable-method for a balance that no file can show */
	readonly evidence: () => Evidence;
};

/** A prover's address, and not the name of a file. */
const isAddress = (name: string): boolean => /^https?:\/\//.test(name);

/** A chain that is only read, by its name; null where an id is given, or none. @throws unknown-chain */
const readChainOf = (
	chain: string | undefined,
	file: NetworkFile,
): ReadProfile | null => {
	if (chain === undefined || /^[0-9]+$/.test(chain)) return null;
	const found = readNamed(chain, [file]);
	if (found === null || found.l1ChainId !== file.l1.chainId)
		throw new Fault("unknown-chain", `"${chain}" on ${file.l1.title}`);
	return found;
};

/** What the command line asks for. */
const readPlan = async (args: readonly string[]) => {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			network: one,
			beacon: many,
			execution: many,
			checkpoint: one,
			handover: many,
			chain: one,
			"l2-execution": many,
			relay: many,
			token: one,
			evidence: one,
			json: { type: "boolean" },
		},
	});
	const [named] = positionals;
	if (named === undefined || positionals.length > 1)
		throw new Fault("bad-params", "one ADDRESS expected");
	const token = hexOption("token", values.token, 20);
	const file = await readNetwork(values.network ?? "mainnet");
	const network = file.l1;
	const read = readChainOf(values.chain, file);
	if (read !== null && token !== undefined)
		throw new Fault("bad-params", `all tokens of ${read.title} are shown`);
	const address =
		readKindOf(read ?? { kind: "" })?.address(named) ??
		hexOption("ADDRESS", named, 20) ??
		"0x";
	const chainId =
		read === null
			? (numberOption("chain", values.chain) ?? network.chainId)
			: network.chainId;
	const beacon = endpoints("beacon", values.beacon);
	const execution = endpoints("execution", values.execution);
	if (beacon.length === 0 || execution.length === 0)
		throw new Fault(
			"not-followed",
			"name at least one --beacon and one --execution endpoint",
		);
	const l2 = {
		chainId,
		beacon: [],
		execution: endpoints("rollup", values["l2-execution"]),
		relay: endpoints("relay", values.relay),
	};
	const note = (line: string): void => {
		if (values.json !== true) tell(line);
	};
	return {
		values,
		address,
		token,
		file,
		read,
		network,
		chainId,
		beacon,
		execution,
		l2,
		note,
	};
};
type Plan = Awaited<ReturnType<typeof readPlan>>;

/** The world outside, and who may offer handovers. */
const openOutside = async ({ values, beacon, execution, l2 }: Plan) => {
	const offered = values.handover ?? [];
	const provers = endpoints("prover", offered.filter(isAddress));
	const urls = [
		...beacon,
		...execution,
		...l2.execution,
		...l2.relay,
		...provers,
	].map(({ url }) => url);
	const ports = {
		fetch: allowOnly(
			openFetch({ permitted: () => Promise.resolve(true) }),
			() => urls,
		),
		clock: webClock,
		store: memoryStore(),
		kernel: await openKernel(),
	};
	const files = await Promise.all(
		offered
			.filter((name) => !isAddress(name))
			.map(async (name) => handoverFile(name, await readText(name))),
	);
	const handovers = [
		...files,
		...provers.map((endpoint) => handoverEndpoint(ports, endpoint)),
	];
	return { ports, handovers };
};
type Outside = Awaited<ReturnType<typeof openOutside>>;

/** Both chains, opened from a checkpoint. */
const openChains = async (
	{ values, network, file, chainId, beacon, execution, l2, note }: Plan,
	{ ports, handovers }: Outside,
) => {
	const settings: Settings = {
		network: network.name,
		imported: [],
		endpoints: [
			{ chainId: network.chainId, beacon, execution, relay: [] },
			...(chainId === network.chainId ? [] : [l2]),
		],
		accounts: [],
		account: null,
		tokens: [],
	};
	let root: Hex | undefined = hexOption("checkpoint", values.checkpoint, 32);
	if (root === undefined) {
		root = (await findCheckpoint(ports, network, beacon, note)).root;
	}

	const [own] = settings.endpoints;
	if (own === undefined) throw new RangeError('"endpoints" is empty');
	const l1 = await openL1Chain(
		network,
		own,
		root,
		{ ...ports, handovers },
		() => {},
	);
	const rollups = openRollups(file, settings, l1, ports);
	const rollup = rollups.find((found) => found.chainId === chainId);
	if (rollup === undefined && chainId !== network.chainId)
		throw new Fault(
			"unknown-chain",
			`chain ${chainId} is not in the network file, or has no --l2-execution`,
		);
	return { root, l1, rollup };
};
type Chains = Awaited<ReturnType<typeof openChains>>;

/** Follows L1 until the signal fires. @throws what stopped the sync */
const follow = async (
	{ network, note }: Plan,
	{ l1 }: Chains,
	signal: AbortSignal,
): Promise<void> => {
	let told = -1;
	while (!signal.aborted) {
		await l1.round(signal);
		const { phase, done, of } = l1.view();
		if (phase === "updates" && done !== told) {
			told = done;
			note(`committee periods: ${done} of ${of}`);
		}
		const { stopped } = l1.sync.status();
		if (stopped !== null && stopped.kind !== "unavailable")
			throw new Fault(stopped.code, stopped.detail, stopped.source);
		await webClock
			.sleep(Math.max(500, network.secondsPerSlot * 500), signal)
			.catch(() => {});
	}
};

const coinOf = async (
	{ file, chainId, address }: Plan,
	reader: Reader,
): Promise<ShownBalance> => {
	const { account } = await readOne(reader, { address, slots: [] }, "latest");
	return {
		...coinOn(chainId, [file]),
		proved: account,
		amount: account.value.balanceWei,
		place: null,
		evidence: () => coinEvidence(account),
	};
};

/** State for a call at the newest block, proved. */
const stateOf = (
	{ file, network, chainId }: Plan,
	{ ports }: Outside,
	{ l1, rollup }: Chains,
	reader: Reader,
) =>
	provedStateOf(
		{
			reader,
			pool: rollup?.pool ?? l1.pool,
			clock: webClock,
			kernel: ports.kernel,
			rules: (timestampS) => {
				const profile = file.rollups.find((one) => one.chainId === chainId);
				return profile === undefined
					? l1Rules(network, timestampS)
					: rollupRules(profile, timestampS);
			},
		},
		"latest",
	);

/** What the contract says, and where it keeps it: nobody has to know its storage. */
const tokenOf = async (
	address: Hex,
	state: ReturnType<typeof stateOf>,
	contract: Hex,
): Promise<ShownBalance> => {
	const { symbol, decimals, balance } = await readToken(
		servedState(state, null),
		contract,
		address,
	);
	const { held, amount, result } = balance;
	return {
		...{ symbol, decimals, amount },
		proved: held?.slot ?? result,
		place: held?.place ?? null,
		evidence: () => {
			if (held === null)
				throw new Fault(
					"unverifiable-method",
					"the token's contract computes this balance, so no file can show it",
				);
			return tokenEvidence(held.slot, address, held.place);
		},
	};
};

/** The balance in words, or as JSON. */
const print = (
	{ values, network, chainId, address, token }: Plan,
	root: Hex,
	{ proved, amount, symbol, decimals, place, evidence }: ShownBalance,
): void => {
	const { at } = proved.value;
	const facts = {
		network: network.name,
		chainId,
		address,
		token: token ?? null,
		symbol,
		decimals,
		place,
		amount: amount.toString(),
		blockNumber: at.blockNumber,
		blockHash: at.blockHash,
		grade: at.grade,
		ageS: ageS(at.grade.asOfS, Date.now()),
		checkpoint: root,
		/** Of the evidence; null where there is none. */
		steps:
			token !== undefined && place === null ? null : evidence().steps.length,
	};
	if (values.json === true) sayJson(facts);
	else
		say(
			`${formatUnits(amount, decimals)} ${symbol}${token === undefined ? "" : `, of token ${token}`}`,
			...(token !== undefined && place === null
				? [
						"computed by its contract, run here over proved state: no file can show it",
					]
				: []),
			`${at.grade.who}, ${at.grade.finality}, ${durationWords(facts.ageS)} old`,
		);
};

/** What one look finds: how it is printed, what is written into a file, and what proves it. */
type LookResult = {
	readonly print: () => Promise<void>;
	readonly evidence: () => Evidence;
	/** The chain of reasons, where it is not printed already. */
	readonly proved: AnyVerified | null;
};

/** Of Ethereum, or of a chain whose accounts are Ethereum's. */
const openLook = (
	plan: Plan,
	outside: Outside,
	chains: Chains,
): {
	readonly look: () => Promise<LookResult>;
	readonly fault: () => Fault | null;
} => {
	const { address, token } = plan;
	const { l1, rollup, root } = chains;
	const reader: Reader = rollup?.reader ?? l1.reader;
	const state = stateOf(plan, outside, chains, reader);
	return {
		look: async () => {
			await rollup?.refresh();
			const found =
				token === undefined
					? await coinOf(plan, reader)
					: await tokenOf(address, state, token);
			return {
				print: async () => print(plan, root, found),
				evidence: found.evidence,
				proved: found.proved,
			};
		},
		fault: () => rollup?.fault() ?? null,
	};
};

/** Of a chain that is only read. */
const openReadLook = async (
	{ address, l2, values, network }: Plan,
	read: ReadProfile,
	{ ports }: Outside,
	{ l1, root: checkpoint }: Chains,
): Promise<ReturnType<typeof openLook>> => {
	const chain = await openReadChain(read, l2.execution, l1, ports);
	return {
		look: async () => {
			await chain.refresh();
			const proved = await chain.holdings(address);
			const of = { network: network.name, checkpoint };
			return {
				print: async () =>
					values.json === true
						? sayJson(holdingsJson(proved, of, Date.now()))
						: say(...(await holdingsReport(proved, Date.now()))),
				evidence: () => holdingsEvidence(proved),
				proved: null,
			};
		},
		fault: chain.fault,
	};
};

const sayReasons = async (proved: AnyVerified): Promise<void> => {
	const [steps, wrong] = await Promise.all([
		traceSteps(proved),
		couldBeWrong(proved),
	]);
	say("");
	for (const traceStep of steps)
		say(
			`  ${wordsOf(traceStep.title)}: ${wordsOf(traceStep.detail)}`,
			...traceStep.facts.map(
				({ name, value }) => `      ${name}  ${wordsOf(value)}`,
			),
		);
	say("", `Could this still be wrong? ${sentencesOf(wrong)}`);
};

export const balance = async (args: readonly string[]): Promise<number> => {
	const plan = await readPlan(args);
	const { values, read: readOnly } = plan;
	const outside = await openOutside(plan);
	const chains = await openChains(plan, outside);
	const { look, fault: faultOf } =
		readOnly === null
			? openLook(plan, outside, chains)
			: await openReadLook(plan, readOnly, outside, chains);

	const until = performance.now() + patienceMs;
	const following = new AbortController();
	const read = async (): Promise<AnyVerified | null> => {
		for (;;) {
			try {
				const found = await look();
				if (values.evidence !== undefined)
					await writeFile(values.evidence, evidenceText(found.evidence()));
				await found.print();
				return found.proved;
			} catch (thrown) {
				const fault = asFault(thrown);
				const later = fault.kind === "unproven" && performance.now() < until;
				if (!later) throw faultOf() ?? fault;
				await webClock.sleep(1_000);
			}
		}
	};
	const followed = follow(plan, chains, following.signal);
	try {
		const proved = await Promise.race([
			read(),
			followed.then(() => {
				throw new Fault("cancelled", "the sync ended");
			}),
		]);
		if (values.json !== true && proved !== null) await sayReasons(proved);
	} finally {
		following.abort();
	}
	return 0;
};
