// A Linea finalization's validity proof, checked again: looks for the transactions that finalized the newest block and the one before,
// has what they say held against L1 (checks/finalizing.ts), and puts the proof to the verifier that L1 keeps for its kind, whose proved
// code is run here; and to our own verifier of gnark's PLONK where the profile has the key. What comes out is this device's word.
// Source of the event: LFDT-Lineth/lineth-monorepo@cb180134, contracts/src/rollup/interfaces/ILineaRollupBase.sol, DataFinalizedV3;
// of the verifier: contracts/src/verifiers/PlonkVerifierFull.sol.

import type { Hex } from "../../../base/bytes.ts";
import { asFault, Fault } from "../../../base/fault.ts";
import type { Precompiling, ProofChecks } from "../../../crypto/kernel.ts";
import { eventTopic, selectorOf } from "../../../crypto/selector.ts";
import { kernelPrecompiles } from "../../../evm/precompiles.ts";
import { runPure } from "../../../evm/pure.ts";
import { replayBy } from "../../../evm/verifier-replay.ts";
import { checkPlain } from "../../../recheck/native.ts";
import { gnarkPlonkInput } from "../../../recheck/replay-input.ts";
import {
	decodeVerifierProfile,
	type VerifierProfile,
	verifierId,
} from "../../../recheck/replay-profile.ts";
import {
	concludeVerifier,
	type RouteKey,
	type Verifier,
	verifierPremises,
	verifierWanted,
} from "../../../recheck/replay-route.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Pool } from "../../../source/pool.ts";
import type { Clock } from "../../../source/ports.ts";
import type { Capture } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { Header } from "../../../state/values.ts";
import { premiseBy, type Verified } from "../../../trust/verified.ts";
import { type CallTold, openCarriedOut, toldCalls } from "../../mined-call.ts";
import type { Recheck } from "../../rechecks.ts";
import {
	type LineaFinalizing,
	type LineaStatement,
	lineaFinalizing,
	lineaStatement,
	lineaStatementWanted,
	shnarfOf,
} from "../checks/finalizing.ts";
import type { LineaProfile, LineaRecheck } from "../checks/profile.ts";
import type { LineaConfig, LineaRoot } from "../checks/values.ts";
import type { LineaNews } from "./following.ts";

export type LineaRecheckParts = {
	/** Over the L1 endpoints. */
	readonly l1: Capture;
	readonly l1Pool: Pool<Execution>;
	readonly kernel: Precompiling & ProofChecks;
	readonly clock: Pick<Clock, "ticksMs">;
};

type RecheckedProfile = LineaProfile & { readonly recheck: LineaRecheck };

/** Above what gnark's verifier takes, with much room. */
const gas = 5_000_000;
/** Two weeks of L1's blocks. */
const back = 100_000;
const finalizedTopic = eventTopic(
	"DataFinalizedV3(uint256,uint256,bytes32,bytes32,bytes32)",
);
const configurationCall = selectorOf("getChainConfiguration()");

/** The verifier of a kind of proof as verifier replay takes it. @throws l2-unknown-code for a kind that the profile knows none of */
export const lineaVerifier = (
	{ contracts, l1ChainId, recheck, title }: RecheckedProfile,
	proofType: bigint,
): VerifierProfile => {
	const known = recheck.verifiers.find(
		(one) => BigInt(one.proofType) === proofType,
	);
	if (known === undefined)
		throw new Fault(
			"l2-unknown-code",
			`proofs of kind ${proofType}: the profile names no verifier`,
		);
	const { address, codeHash } = known;
	const { rollup } = contracts;
	return decodeVerifierProfile(
		{
			title: `${title}, proofs of kind ${proofType}`,
			l1ChainId,
			contracts: [
				{ address: rollup.address, codeHash: rollup.codeHash, runs: false },
				{ address, codeHash, runs: true },
			],
			route: {
				router: rollup.address,
				mapping: recheck.slots.verifiers,
				addressAt: 0,
				frozenAt: null,
				sinceAt: null,
				to: address,
			},
			stops: [],
			pins: [],
			entry: address,
			gas,
			accepts: "returns-true",
		},
		"verifier",
	);
};

export const lineaRoute = (proofType: bigint): RouteKey => ({
	key: wordHex(proofType),
});

/** What the verifier's own code says of its chain. @throws recheck-program, and what runPure throws */
const configurationOf = async (
	{ contracts, entry, title }: Verifier,
	signal: AbortSignal | undefined,
): Promise<Hex> => {
	const { ok, output } = await runPure({
		...{ contracts, entry, input: configurationCall, gas: 100_000n },
		...(signal !== undefined && { signal }),
	});
	if (!ok || output.length !== 66)
		throw new Fault("recheck-program", `${title} names no configuration`);
	return output;
};

/**
 * The proof holds by the verifier's own code, and natively where the key is known.
 * @param input without the verifier's configuration, as `lineaStatement` gives it
 * @returns the public input that it holds for
 * @throws recheck-failed where it does not by the verifier's code; internal where the two ways disagree; what replayBy throws
 */
export const checkLineaProof = async (
	profile: RecheckedProfile,
	verifier: Verified<Verifier>,
	{ proof, proofType }: Pick<LineaFinalizing, "proof" | "proofType">,
	input: (chainConfiguration: Hex) => Hex,
	kernel: Precompiling & ProofChecks,
	signal?: AbortSignal,
): Promise<{
	readonly input: Hex;
	readonly how: "replay" | "both";
	readonly program: Hex;
}> => {
	const own = lineaVerifier(profile, proofType);
	const { value } = verifier;
	if (value.profile !== verifierId(own))
		throw new Fault("evidence-step", `the verifier of ${value.title}`);
	const publicInput = input(await configurationOf(value, signal));
	await replayBy(verifier, {
		input: gnarkPlonkInput(proof, publicInput),
		precompiles: kernelPrecompiles(kernel),
		...(signal !== undefined && { signal }),
	});
	const key = profile.recheck.verifiers.find(
		(one) => BigInt(one.proofType) === proofType,
	)?.key;
	if (key !== undefined) {
		const system = { title: own.title, system: "gnark-plonk", key } as const;
		const statement = { proof, inputs: [publicInput] };
		await checkPlain(kernel, system, statement, { urgency: "idle" }).catch(
			(thrown: unknown): never => {
				// no fault of L1's: one of our two ways is wrong, or the key is
				const { code, detail } = asFault(thrown);
				throw new Fault(
					"internal",
					`held by its code, natively ${code} ${detail}`,
				);
			},
		);
	}
	return {
		input: publicInput,
		how: key === undefined ? "replay" : "both",
		program: value.profile,
	};
};

type Told = CallTold<LineaFinalizing>;

/** The finalization up to a block, as an endpoint tells it. @throws not-anchored */
const finalizationUpTo = async (
	client: Execution,
	{ contracts }: LineaProfile,
	block: bigint | number,
	top: number,
	signal: AbortSignal | undefined,
): Promise<Told> => {
	const topics = [finalizedTopic, null, wordHex(block)];
	const { address } = contracts.rollup;
	const told = await toldCalls(
		client,
		{ address, topics },
		{ top, back },
		lineaFinalizing,
		signal,
	);
	const found = told.find(({ call }) => call.endBlock === BigInt(block));
	if (found !== undefined) return found;
	throw new Fault("not-anchored", `shows no finalization of block ${block}`);
};

/** The finalization of the root's block and the one before it. @throws not-anchored, and what the endpoint fails with */
const bothOf = async (
	client: Execution,
	{ profile, l2BlockNumber }: LineaRoot,
	top: number,
	signal: AbortSignal | undefined,
): Promise<{ readonly now: Told; readonly before: Told }> => {
	const now = await finalizationUpTo(
		client,
		profile,
		l2BlockNumber,
		top,
		signal,
	);
	// the event tells with which block it begins: a hint, as all of it is
	const first = BigInt(now.log.topics[1] ?? 0);
	const at = now.log.blockNumber;
	const before = await finalizationUpTo(
		client,
		profile,
		first - 1n,
		at,
		signal,
	);
	return { now, before };
};

type Both = { readonly now: Told; readonly before: Told };

/** The verifier of that kind of proof as L1 has it under a header. */
const verifierAt = async (
	known: RecheckedProfile,
	l1: Capture,
	header: Verified<Header>,
	proofType: bigint,
	signal: AbortSignal | undefined,
): Promise<Verified<Verifier>> => {
	const own = lineaVerifier(known, proofType);
	const route = lineaRoute(proofType);
	const wanted = verifierWanted(own, route);
	const proved = await l1.prove(header, wanted, signal);
	return concludeVerifier(own, route, verifierPremises(proved));
};

/** What is told of the transactions, held against L1 at the root's own block. */
const stated = async (
	known: RecheckedProfile,
	{ l1, l1Pool }: Pick<LineaRecheckParts, "l1" | "l1Pool">,
	root: Verified<LineaRoot>,
	header: Verified<Header>,
	signal: AbortSignal | undefined,
): Promise<{ readonly told: Both; readonly statement: LineaStatement }> => {
	const { value: config } = premiseBy<LineaConfig>(
		root.premises[0],
		"linea-config",
	);
	return l1Pool.first(async ({ client }) => {
		const top = config.at.blockNumber ?? header.value.blockNumber;
		const told = await bothOf(client, root.value, top, signal);
		const calls = { now: told.now.call, before: told.before.call };
		const wanted = lineaStatementWanted(known, calls);
		const proved = await l1.prove(header, wanted, signal);
		const slots = proved.flatMap((one) => one.slots);
		return { told, statement: lineaStatement(root, calls, slots) };
	});
};

/** What L1 was proved to keep of the newest finalization at the last look. */
type KnownShnarf = { readonly number: number; readonly shnarf: Hex };

/** Whether L1 can be blamed for a proof that does not hold. */
const openBlame = (
	known: RecheckedProfile,
	{ l1, l1Pool }: Pick<LineaRecheckParts, "l1" | "l1Pool">,
) => {
	const inBlock = openCarriedOut(l1Pool);

	/** Its block, where L1 is proved to have carried this finalization out. @throws not-anchored, and what keeps it from being proved */
	const carriedOut = (
		told: Told,
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	): Promise<Verified<Header>> => {
		const { address } = known.contracts.rollup;
		const { call } = told;
		const topics = [
			finalizedTopic,
			null,
			wordHex(call.endBlock),
			shnarfOf(call),
		];
		return inBlock(told, { address, topics }, header, signal);
	};

	/**
	 * L1 carried out these very bytes, over this very finalization before it, when this was the verifier it asked. An endpoint could
	 * have given others, and the verifier could have been another one then: neither is a false proof of L1's.
	 * @throws not-anchored, l2-unknown-code, replay-route, and what keeps it from being proved
	 */
	return async (
		{ now, before }: Both,
		seen: KnownShnarf | null,
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	): Promise<void> => {
		const block = await carriedOut(now, header, signal);
		const isSeen =
			seen !== null &&
			BigInt(seen.number) === before.call.endBlock &&
			seen.shnarf === shnarfOf(before.call);
		if (!isSeen) await carriedOut(before, header, signal);
		await verifierAt(known, l1, block, now.call.proofType, signal);
	};
};

/** Of a profile that names no verifier nothing is rechecked. */
export const lineaRecheck = (
	profile: LineaProfile,
	parts: LineaRecheckParts,
): Recheck<LineaNews> | null => {
	const { recheck } = profile;
	if (recheck === undefined) return null;
	const { l1, kernel, clock } = parts;
	const known: RecheckedProfile = { ...profile, recheck };
	const checkBlame = openBlame(known, parts);
	let seen: KnownShnarf | null = null;

	return {
		anchor: recheck.anchor ?? null,
		markOf: ({ root }) => ({
			number: root.value.l2BlockNumber,
			root: root.value.root,
		}),
		step: async ({ root }, header, signal) => {
			const found = await stated(known, parts, root, header, signal);
			const { told, statement } = found;
			const { call } = told.now;
			const { proofType } = call;
			const verifier = await verifierAt(known, l1, header, proofType, signal);
			const began = clock.ticksMs();
			try {
				const { how, program } = await checkLineaProof(
					known,
					verifier,
					call,
					statement.input,
					kernel,
					signal,
				);
				const tookMs = clock.ticksMs() - began;
				const { from, to, shnarf } = statement;
				seen = { number: to.number, shnarf };
				const step = { from, to, counts: "blocks", how, program } as const;
				return { step: { ...step, system: "gnark PLONK" }, tookMs };
			} catch (thrown) {
				const fault = asFault(thrown);
				if (fault.code === "recheck-failed")
					await checkBlame(told, seen, header, signal);
				throw fault;
			}
		},
	};
};
