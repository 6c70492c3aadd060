// A ZKsync batch's validity proof, checked again: looks for the transaction that proved the newest batch, has what it says held against
// L1 (checks/proving.ts), and puts the proof to the verifier whose key the profile names, its proved code run here, and to our own
// verifier under the same key. Which contract the diamond asks is proved too; only where that is a known one is a proof that does not
// hold L1's false proof, and else perhaps one of a newer prover. What comes out is this device's word.

import { fromHex, type Hex } from "../../../base/bytes.ts";
import { asFault, Fault } from "../../../base/fault.ts";
import type { Precompiling } from "../../../crypto/kernel.ts";
import { nobleBn254 } from "../../../crypto/noble-bn254.ts";
import { eventTopic, selectorOf } from "../../../crypto/selector.ts";
import { kernelPrecompiles } from "../../../evm/precompiles.ts";
import { runPure } from "../../../evm/pure.ts";
import { replayBy } from "../../../evm/verifier-replay.ts";
import { eraInput } from "../../../recheck/replay-input.ts";
import {
	decodeVerifierProfile,
	type VerifierProfile,
	verifierId,
} from "../../../recheck/replay-profile.ts";
import {
	concludeVerifier,
	type Verifier,
	verifierPremises,
	verifierWanted,
} from "../../../recheck/replay-route.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Pool } from "../../../source/pool.ts";
import type { Clock } from "../../../source/ports.ts";
import type { Capture } from "../../../state/capture.ts";
import { lowAddress, wordHex } from "../../../state/storage-layout.ts";
import type { Header } from "../../../state/values.ts";
import { premiseBy, type Verified } from "../../../trust/verified.ts";
import { type CallTold, openCarriedOut, toldCalls } from "../../mined-call.ts";
import { provedOnL1 } from "../../proved.ts";
import type { Recheck } from "../../rechecks.ts";
import type { ZksyncProfile, ZksyncRelease } from "../checks/profile.ts";
import {
	type EraSystem,
	type ZksyncProving,
	type ZksyncStatement,
	zksyncProving,
	zksyncStatement,
	zksyncStatementWanted,
} from "../checks/proving.ts";
import type { ZksyncConfig, ZksyncRoot } from "../checks/values.ts";
import type { ZksyncNews } from "./following.ts";
import { openEraVerifiers } from "./keys.ts";

export type ZksyncRecheckParts = {
	/** Over the L1 endpoints. */
	readonly l1: Capture;
	readonly l1Pool: Pool<Execution>;
	readonly kernel: Precompiling;
	readonly clock: Pick<Clock, "ticksMs">;
};

/** Above what either takes, with much room. */
const gas = 10_000_000;
const provedTopic = eventTopic("BlocksVerification(uint256,uint256)");
const keyHashCall = selectorOf("verificationKeyHash()");
const names: { readonly [S in EraSystem]: string } = {
	"era-plonk": "Era PLONK",
	fflonk: "FFLONK",
};
const verifierOf = ({ fflonk, plonk }: ZksyncRelease, system: EraSystem) =>
	system === "fflonk" ? fflonk : plonk;

/** A release's verifier as verifier replay takes it. */
export const zksyncVerifier = (
	{ l1ChainId, title }: ZksyncProfile,
	release: ZksyncRelease,
	system: EraSystem,
): VerifierProfile => {
	const { address, codeHash } = verifierOf(release, system);
	return decodeVerifierProfile(
		{
			title: `${title}, ${names[system]}`,
			l1ChainId,
			contracts: [{ address, codeHash, runs: true }],
			route: null,
			stops: [],
			pins: [],
			entry: address,
			gas,
			accepts: "returns-true",
		},
		"verifier",
	);
};

/** The verifier's own code says that it has this key. @throws l2-unknown-code, and what runPure throws */
const checkKey = async (
	{ contracts, entry, title }: Verifier,
	keyHash: Hex,
	signal: AbortSignal | undefined,
): Promise<void> => {
	const { ok, output } = await runPure({
		...{ contracts, entry, input: keyHashCall, gas: 100_000n },
		...(signal !== undefined && { signal }),
	});
	if (!ok || output !== keyHash)
		throw new Fault("l2-unknown-code", `${title} has the key ${output}`);
};

type Question = {
	readonly profile: ZksyncProfile;
	readonly release: ZksyncRelease;
	readonly proving: Pick<ZksyncProving, "system" | "proof">;
	readonly input: Hex;
};

/** Puts proofs to a release's verifiers. */
export const openZksyncCheck = (kernel: Precompiling) => {
	const nativeOf = openEraVerifiers(nobleBn254);
	/**
	 * The proof holds for this input by the verifier's own code, and natively where its key is known here.
	 * @throws recheck-failed where it does not; l2-unknown-code where the verifier has another key; internal where the two ways
	 * disagree; what replayBy throws
	 */
	return async (
		verifier: Verified<Verifier>,
		{ profile, release, proving, input }: Question,
		signal?: AbortSignal,
	): Promise<{ readonly how: "replay" | "both" }> => {
		const { system, proof } = proving;
		const { value } = premiseBy<Verifier>(verifier, "verifier");
		if (value.profile !== verifierId(zksyncVerifier(profile, release, system)))
			throw new Fault("evidence-step", `the verifier of ${value.title}`);
		const { keyHash } = verifierOf(release, system);
		await checkKey(value, keyHash, signal);
		await replayBy(verifier, {
			input: eraInput(proof, input),
			precompiles: kernelPrecompiles(kernel),
			...(signal !== undefined && { signal }),
		});
		const native = nativeOf(system, keyHash);
		if (native === null) return { how: "replay" };
		// no fault of L1's: the code takes numbers modulo the order, ours refuses what is spelled so, or one of the two is wrong
		if (!native(fromHex(proof), fromHex(input)))
			throw new Fault("internal", "held by its code, and not natively");
		return { how: "both" };
	};
};

type Told = CallTold<ZksyncProving>;

/** Which releases the proof may be of: the one whose contract the diamond asks, else those whose contract is not known. */
const releasesFor = (
	{ recheck }: ZksyncProfile,
	asked: Hex,
): readonly ZksyncRelease[] => {
	const all = recheck?.releases ?? [];
	const own = all.filter((release) => release.asked === asked);
	return own.length > 0 ? own : all.filter((one) => one.asked === undefined);
};

/** What is told of the transaction, held against L1 at the root's own block. */
const stated = async (
	{ l1, l1Pool }: Pick<ZksyncRecheckParts, "l1" | "l1Pool">,
	root: Verified<ZksyncRoot>,
	header: Verified<Header>,
	signal: AbortSignal | undefined,
): Promise<{ readonly told: Told; readonly statement: ZksyncStatement }> => {
	const { batchNumber, at, profile } = root.value;
	const wanted = zksyncStatementWanted(root.value);
	const proved = await l1.prove(header, wanted, signal);
	const premises = proved.flatMap((one) => one.slots);
	return l1Pool.first(async ({ name, client }) => {
		const topics = [provedTopic, null, wordHex(batchNumber)];
		const request = { address: profile.diamond.address, topics };
		const top = at.blockNumber ?? header.value.blockNumber;
		const range = { top, back: profile.blocksLookedBack };
		let why = new Fault("not-anchored", `shows no proof of ${batchNumber}`);
		for (const told of await toldCalls(
			client,
			request,
			range,
			zksyncProving,
			signal,
		)) {
			try {
				const statement = zksyncStatement(root, told.call, premises);
				return { told, statement };
			} catch (thrown) {
				why = asFault(thrown);
			}
		}
		throw new Fault(why.code, why.detail, name);
	});
};

/** Whether L1 can be blamed for a proof that does not hold. */
const openBlame = (
	profile: ZksyncProfile,
	{ l1, l1Pool }: Pick<ZksyncRecheckParts, "l1" | "l1Pool">,
) => {
	const { diamond, slots } = profile;
	const carriedOut = openCarriedOut(l1Pool);
	/**
	 * L1 carried out these very bytes when the diamond asked this release's contract.
	 * @throws recheck-program where that is not known; not-anchored, and what keeps it from being proved
	 */
	return async (
		told: Told,
		{ asked, release }: ZksyncRelease,
		batchNumber: number,
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	): Promise<void> => {
		const other = (): Fault =>
			new Fault("recheck-program", `no proof of ${release}'s prover`);
		if (asked === undefined) throw other();
		const event = {
			address: diamond.address,
			topics: [provedTopic, null, wordHex(batchNumber)],
		};
		const block = await carriedOut(told, event, header, signal);
		const wanted = [
			{ address: diamond.address, slots: [wordHex(slots.verifier)] },
		];
		const proved = await l1.prove(block, wanted, signal);
		const premises = proved.flatMap((one) => one.slots);
		const [slot] = provedOnL1(premises, wanted, profile, "the verifier");
		if (slot === undefined || lowAddress(slot.word) !== asked) throw other();
	};
};

/** Of a profile that names no verifier nothing is rechecked. */
export const zksyncRecheck = (
	profile: ZksyncProfile,
	parts: ZksyncRecheckParts,
): Recheck<ZksyncNews> | null => {
	const { recheck } = profile;
	if (recheck === undefined) return null;
	const { l1, kernel, clock } = parts;
	const check = openZksyncCheck(kernel);
	const checkBlame = openBlame(profile, parts);

	/** The proof under one release's keys. @throws recheck-failed, and what keeps it from being checked */
	const underRelease = async (
		release: ZksyncRelease,
		{ told, statement }: Awaited<ReturnType<typeof stated>>,
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	): ReturnType<Recheck<ZksyncNews>["step"]> => {
		const { system } = told.call;
		const wanted = verifierWanted(
			zksyncVerifier(profile, release, system),
			null,
		);
		const proved = await l1.prove(header, wanted, signal);
		const verifier = concludeVerifier(
			zksyncVerifier(profile, release, system),
			null,
			verifierPremises(proved),
		);
		const began = clock.ticksMs();
		const { from, to, input } = statement;
		const question = { profile, release, proving: told.call, input };
		const { how } = await check(verifier, question, signal);
		const tookMs = clock.ticksMs() - began;
		const program = verifierOf(release, system).keyHash;
		const step = { from, to, counts: "batches", how, program } as const;
		return { step: { ...step, system: names[system] }, tookMs };
	};

	return {
		anchor: recheck.anchor ?? null,
		markOf: ({ block }) => ({
			number: block.value.batchNumber,
			root: block.value.stateRoot,
		}),
		step: async ({ root }, header, signal) => {
			const { value: config } = premiseBy<ZksyncConfig>(
				root.premises[0],
				"zksync-config",
			);
			const found = await stated(parts, root, header, signal);
			let why = new Fault(
				"recheck-program",
				`no release is known that ${config.verifier} asks`,
			);
			for (const release of releasesFor(profile, config.verifier)) {
				try {
					return await underRelease(release, found, header, signal);
				} catch (thrown) {
					why = asFault(thrown);
				}
				if (why.code !== "recheck-failed") throw why;
				const { batchNumber } = root.value;
				const { told } = found;
				const innocent = await checkBlame(
					told,
					release,
					batchNumber,
					header,
					signal,
				).then(
					() => null,
					(thrown: unknown) => asFault(thrown),
				);
				if (innocent === null) throw why;
				why = innocent;
			}
			throw why;
		},
	};
};
