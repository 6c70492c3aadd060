// A Scroll bundle's validity proof, checked again: what it has to be about is computed here, out of proved slots and the
// finalizing transaction's calldata, and put to the verifier's own code. What comes out is this device's word and travels
// no further than it: who cannot run the code cannot run this again. Source: @scroll-tech/contracts 4.0.0, ScrollChain.sol
// (_finalizeBundlePostEuclidV2), BatchHeaderV7Codec.sol, ZkEvmVerifierPostFeynman.sol.
//
// The newest of Scroll's PLONK verifiers is in no npm package: the tests run the real wrapper over a stand-in, and the
// conformance topic snark runs the older verifiers that the package ships over real proofs.

import { fromHex, type Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import type { Precompiles } from "../../../evm/precompiles.ts";
import { replayBy } from "../../../evm/verifier-replay.ts";
import {
	decodeVerifierProfile,
	type VerifierProfile,
	verifierId,
} from "../../../recheck/replay-profile.ts";
import type { RouteKey, Verifier } from "../../../recheck/replay-route.ts";
import { proveReceipts, proveTransactions } from "../../../state/block.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import type {
	Header,
	MinedTransaction,
	Receipt,
} from "../../../state/values.ts";
import type { Validity } from "../../../trust/grade.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { provedOnL1 } from "../../proved.ts";
import {
	type Finalization,
	finalizationOf,
	publicInputBytes,
	wrapperInput,
} from "../checks/calldata.ts";
import { numberedSlot } from "../checks/config.ts";
import { isCodeKnown, type ScrollProfile } from "../checks/profile.ts";
import { hashPart } from "../checks/queue.ts";
import type { ScrollRoot } from "../checks/values.ts";

/** More batches than a bundle has. */
const mostBatches = 128;
/** Above what halo2's verifier takes, with much room. */
const gas = 30_000_000;

const known = (profile: ScrollProfile, version: number) => {
	const found = profile.verifiers.find(
		(verifier) => verifier.version === version,
	);
	if (found?.plonk === undefined || !isCodeKnown(profile))
		throw new Fault(
			"l2-unknown-code",
			`version ${version}: no verifier whose code is known`,
		);
	return { ...found, plonk: found.plonk };
};

/** The verifier of a version's bundles as verifier replay takes it. @throws l2-unknown-code for a version without one */
export const scrollVerifier = (
	profile: ScrollProfile,
	version: number,
): VerifierProfile => {
	const { wrapper, plonk } = known(profile, version);
	const { rollupVerifier } = profile.contracts;
	return decodeVerifierProfile(
		{
			title: `Scroll, version ${version}`,
			l1ChainId: profile.l1ChainId,
			contracts: [
				{ ...rollupVerifier, runs: false },
				{ ...wrapper, runs: true },
				{ ...plonk, runs: true },
			],
			route: {
				router: rollupVerifier.address,
				mapping: profile.slots.latestVerifier,
				addressAt: 64,
				frozenAt: null,
				sinceAt: 0,
				to: wrapper.address,
			},
			stops: [],
			pins: [],
			entry: wrapper.address,
			gas,
			accepts: "does-not-revert",
		},
		"verifier",
	);
};

/** The route that the bundle's proof took. */
export const scrollRoute = ({
	version,
	batchIndex,
}: Pick<Finalization, "version" | "batchIndex">): RouteKey => ({
	key: wordHex(version),
	number: batchIndex,
});

/** A transaction that L1 carried out, with its receipt. */
export type Finalizing = {
	readonly transaction: Verified<MinedTransaction>;
	readonly receipt: Verified<Receipt>;
};

/** What the transaction calls for; null when it is no finalization that can be read. */
const readable = (raw: Hex, scrollChain: Hex): Finalization | null => {
	try {
		return finalizationOf(raw, scrollChain);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.kind === "malformed") return null;
		throw thrown;
	}
};

/**
 * The transaction of this block that finalized the root's batch. Others may name the same batch and fail: only one that
 * succeeded counts, so a stranger's failed attempt is not taken for the operator's false proof.
 * @param header of the block whose time is the root's `finalizedAtS`
 * @param raws all transactions of the block @param receipts all its receipts
 * @throws transactions-root, receipts-root; not-anchored when the block has none that did
 */
export const finalizingTransaction = (
	header: Verified<Header>,
	raws: readonly Hex[],
	receipts: readonly Hex[],
	root: Verified<ScrollRoot>,
): Finalizing => {
	const { profile, batchHash, batchIndex } = premiseBy<ScrollRoot>(
		root,
		"scroll-root",
	).value;
	const scrollChain = profile.contracts.scrollChain.address;
	const hashes = raws
		.filter((raw) => readable(raw, scrollChain)?.batchHash === batchHash)
		.map((raw) => keccakHex(fromHex(raw)));
	const transactions = proveTransactions(header, raws, hashes).filter(
		(one) => one !== null,
	);
	const proved = proveReceipts(header, transactions, receipts);
	for (const [i, transaction] of transactions.entries()) {
		const receipt = proved[i];
		if (receipt?.value.succeeded) return { transaction, receipt };
	}
	throw new Fault(
		"not-anchored",
		`block ${header.value.blockNumber} finalizes no batch ${batchIndex}`,
	);
};

/** The bundle that a root ends, and the one before it that was rechecked here, or that the profile is anchored at. */
export type Span = {
	readonly root: Verified<ScrollRoot>;
	readonly finalizing: Finalizing;
	readonly since: { readonly batchIndex: number; readonly stateRoot: Hex };
};

/** What the finalizing transaction says, compared with what L1 proved of the root. @throws evidence-step, recheck-batch */
const finalizationIn = ({ root, finalizing }: Span): Finalization => {
	const { value } = premiseBy<ScrollRoot>(root, "scroll-root");
	const { transaction, receipt } = finalizing;
	const { value: mined } = premiseBy<MinedTransaction>(
		transaction,
		"transaction",
	);
	const { value: done } = premiseBy<Receipt>(receipt, "receipt");
	if (done.transactionHash !== mined.hash || !done.succeeded)
		throw new Fault("evidence-step", "the receipt is not the transaction's");
	const { at } = mined;
	if (at.chainId !== value.profile.l1ChainId || at.grade.who !== "l1")
		throw new Fault("evidence-step", `mined on chain ${at.chainId}`);
	const found = finalizationOf(
		mined.raw,
		value.profile.contracts.scrollChain.address,
	);
	if (found === null)
		throw new Fault("recheck-batch", `${mined.hash} finalizes nothing`);
	if (
		found.batchHash !== value.batchHash ||
		found.batchIndex !== BigInt(value.batchIndex) ||
		found.postStateRoot !== value.root ||
		found.withdrawRoot !== value.withdrawRoot
	)
		throw new Fault(
			"recheck-batch",
			`${mined.hash} finalizes ${found.batchHash}, the root is of ${value.batchHash}`,
		);
	return found;
};

const spanOf = ({ root, since }: Span): number => {
	const batches = root.value.batchIndex - since.batchIndex;
	if (batches < 1 || batches > mostBatches)
		throw new Fault(
			"recheck-gap",
			`${batches} batches from ${since.batchIndex} to ${root.value.batchIndex}`,
		);
	return batches;
};

/**
 * What else has to be proved on L1 for `recheckScroll`, in the order it takes it: the batch before the bundle, that no
 * bundle ends between, and the queue's hash at the last message taken. None of it changes once it is there.
 * @throws recheck-gap for a span that no bundle has, and what is wrong with the transaction
 */
export const spanWanted = (span: Span): readonly WantedAccount[] => {
	const { profile } = span.root.value;
	const { contracts, slots } = profile;
	const { messagesTaken } = finalizationIn(span);
	const count = spanOf(span);
	const { batchIndex: first } = span.since;
	return [
		{
			address: contracts.scrollChain.address,
			slots: [
				numberedSlot(slots.committedBatches, first),
				...Array.from({ length: count }, (_, i) =>
					numberedSlot(slots.finalizedStateRoots, first + i),
				),
			],
		},
		...(messagesTaken === 0n
			? []
			: [
					{
						address: contracts.messageQueue.address,
						slots: [
							mappingSlot(
								wordHex(messagesTaken - 1n),
								slots.messageRollingHashes,
							),
						],
					},
				]),
	];
};

/** The public input of the span's proof. @throws recheck-gap, recheck-batch, evidence-step */
export const publicInputOf = (
	span: Span,
	premises: readonly AnyVerified[],
): Uint8Array => {
	const { value: root } = span.root;
	const { profile } = root;
	const { messagesTaken } = finalizationIn(span);
	const words = provedOnL1(premises, spanWanted(span), profile, "a bundle").map(
		({ word }) => word,
	);
	const batches = spanOf(span);
	const [hash = 0n, prevRoot = 0n, ...more] = words;
	const between = more.slice(0, batches - 1);
	const [queue = 0n] = more.slice(batches - 1);
	if (wordHex(prevRoot) !== span.since.stateRoot || prevRoot === 0n)
		throw new Fault(
			"recheck-gap",
			`batch ${span.since.batchIndex} ended with ${wordHex(prevRoot)}, checked was ${span.since.stateRoot}`,
		);
	if (between.some((word) => word !== 0n))
		throw new Fault("recheck-gap", "a bundle between was not checked");
	// A word of the queue is 28 bytes of hash and 4 of time; a message that was taken is there.
	if (messagesTaken > 0n && queue === 0n)
		throw new Fault("evidence-step", "the queue has no such message");
	return publicInputBytes({
		chainId: profile.chainId,
		messageQueueHash: wordHex(hashPart(queue)),
		batches,
		prevStateRoot: wordHex(prevRoot),
		prevBatchHash: wordHex(hash),
		postStateRoot: root.root,
		batchHash: root.batchHash,
		withdrawRoot: root.withdrawRoot,
	});
};

/** What this device found: its own word, and good for the span alone. */
export type ScrollRecheck = {
	readonly batchIndex: number;
	readonly stateRoot: Hex;
	readonly from: { readonly batchIndex: number; readonly stateRoot: Hex };
	/** Never more than development where the profile's prover is one. */
	readonly validity: Extract<Validity, "rechecked" | "development">;
	readonly system: "halo2-kzg";
	/** What was proved to run: commitments to code and machine, and the verifier of them. */
	readonly program: {
		readonly digests: readonly [Hex, Hex];
		readonly protocolVersion: number;
		readonly verifier: Hex;
	};
	readonly gasUsed: bigint;
};

/** A word as an immutable stands in code: PUSH32 and the word. */
const holds = (code: Hex, word: Hex): boolean =>
	code.includes(`7f${word.slice(2)}`);

/**
 * The bundle's proof holds: the verifier that L1 routes to says so, run here, for the public input computed here.
 * @param verifier by rule verifier, of `scrollVerifier` and `scrollRoute`
 * @param premises the slots of `spanWanted` in their order
 * @throws recheck-failed when it does not hold; recheck-gap when the previous root was not checked here; recheck-batch for
 * the transaction of another batch; l2-unknown-code for a verifier or a program that the profile does not name;
 * evidence-step when the premises are not those wanted; and what replayVerifier throws besides
 */
export const recheckScroll = async (
	span: Span,
	verifier: Verified<Verifier>,
	premises: readonly AnyVerified[],
	run: {
		readonly precompiles?: Precompiles;
		readonly signal?: AbortSignal;
	} = {},
): Promise<ScrollRecheck> => {
	const { profile, batchIndex, root } = span.root.value;
	const publicInput = publicInputOf(span, premises);
	const found = finalizationIn(span);
	const { wrapper, plonk, digests, protocolVersion } = known(
		profile,
		found.version,
	);
	const wanted = verifierId(scrollVerifier(profile, found.version));
	const { value } = premiseBy<Verifier>(verifier, "verifier");
	if (value.profile !== wanted || value.key !== scrollRoute(found).key)
		throw new Fault("evidence-step", `the verifier of ${value.title}`);
	const { code = "0x" } =
		value.contracts.find(({ address }) => address === wrapper.address) ?? {};
	for (const word of [
		...digests,
		wordHex(protocolVersion),
		wordHex(plonk.address),
	])
		if (!holds(code, word))
			throw new Fault("l2-unknown-code", `${wrapper.address} lacks ${word}`);
	const { gasUsed } = await replayBy(verifier, {
		...run,
		input: wrapperInput(found.proof, publicInput),
	});
	return {
		batchIndex,
		stateRoot: root,
		from: span.since,
		validity: profile.prover === "development" ? "development" : "rechecked",
		system: "halo2-kzg",
		program: { digests, protocolVersion, verifier: wanted },
		gasUsed,
	};
};
