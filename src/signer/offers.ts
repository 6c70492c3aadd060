// Orders the engine has offered. Each is checked here by its evidence before a person sees it, and what was shown under
// an id can never be another order later. It holds no key.

import { type Hex, utf8 } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { ClearDescriptor } from "../clear/descriptor.ts";
import { ownDescriptors } from "../clear/own.ts";
import { keccakHex } from "../crypto/hash.ts";
import type { Kernel } from "../crypto/kernel.ts";
import type { CallOrder } from "../evidence/call-order.ts";
import type { DelegationOrder } from "../evidence/delegation-order.ts";
import { decodeEvidence, type Evidence } from "../evidence/evidence.ts";
import type { RollupOrder } from "../evidence/rollup-order.ts";
import type { Transaction } from "../evidence/transaction.ts";
import type { Transfer } from "../evidence/transfer.ts";
import type { LayerFacts, LayerOrder, LayerReading } from "../l2/orders.ts";
import { at } from "../l2/wording.ts";
import type { DelegationApproval } from "../protocol/delegation-views.ts";
import type { ExitApproval } from "../protocol/exit-views.ts";
import type { ApprovalView } from "../protocol/views.ts";
import { checkAnchorAge } from "../receipt/anchor.ts";
import {
	type CallFacts,
	type CallRuleReading,
	callFactsOf,
	checkCallOrder,
} from "../receipt/call-rule.ts";
import { checkEvidence } from "../receipt/check.ts";
import {
	checkDelegationOrder,
	type DelegationFacts,
	type DelegationReading,
	delegationFactsOf,
} from "../receipt/delegation-rule.ts";
import type { ExitOrderRecord } from "../receipt/exit-order.ts";
import {
	checkExitOrder,
	type ExitFacts,
	type ExitReading,
	exitFactsOf,
} from "../receipt/exit-rule.ts";
import { namedToken } from "../receipt/named-token.ts";
import {
	coinOf,
	isOfRelease,
	isProfileOf,
	isSameFiles,
	type L1Network,
	type NetworkFile,
	networkByName,
	networksOf,
	type RollupProfile,
	rollupsOf,
} from "../receipt/networks.ts";
import {
	checkOrder,
	factsOf,
	type TransferFacts,
	type TransferReading,
} from "../receipt/order-rule.ts";
import {
	type AnyOrder,
	decodeOrder,
	isCall,
	isDelegation,
	isExit,
	isOnLayer,
	isOnRollup,
	kindOfOrder,
	type OrderSignature,
} from "../receipt/orders.ts";
import type { ReplayedEvidence } from "../receipt/replay.ts";
import {
	callRests,
	delegationRests,
	exitRests,
	rollupRests,
	transferRests,
} from "../receipt/rests.ts";
import {
	checkRollupOrder,
	type RollupFacts,
	type RollupReading,
	rollupFactsOf,
} from "../receipt/rollup-rule.ts";
import type { AnyVerified } from "../trust/verified.ts";
import {
	callApprovalOf,
	layerCallApproval,
	readCallApproval,
} from "./call-approval.ts";
import type { DescriptorsInUse } from "./descriptors.ts";
import { type HeldOffers, openHeld } from "./held.ts";
import { replacedBy } from "./replaced.ts";
import { shownHash } from "./shown.ts";

/** Orders that wait, the characters of their evidence, and ids that ever stood for one. */
const most = { offers: 16, chars: 64_000_000, ids: 10_000 };
/** Of it what sites may take together: the rest is the person's own. Who asks is the engine's word, which may be silent as well. */
const mostOfSites: typeof most = { offers: 8, chars: 32_000_000, ids: 9_000 };
const mostSigned = 256;

/** An order with what was verified for it, in this realm. */
export type CheckedOffer = { readonly steps: number } & (
	| {
			readonly kind: "l1";
			readonly transfer: Transfer;
			readonly facts: TransferFacts;
			readonly reading: TransferReading;
	  }
	| {
			readonly kind: "call";
			readonly transfer: CallOrder;
			readonly facts: CallFacts;
			readonly reading: CallRuleReading;
			/** What it is read by, in words. */
			readonly descriptors: readonly ClearDescriptor[];
	  }
	| {
			readonly kind: "delegation";
			readonly transfer: DelegationOrder;
			readonly facts: DelegationFacts;
			readonly reading: DelegationReading;
	  }
	| {
			readonly kind: "exit";
			readonly transfer: ExitOrderRecord;
			readonly facts: ExitFacts;
			readonly reading: ExitReading;
	  }
	| {
			readonly kind: "rollup";
			readonly transfer: RollupOrder;
			readonly facts: RollupFacts;
			readonly reading: RollupReading;
	  }
	| {
			readonly kind: "layer";
			readonly transfer: LayerOrder;
			readonly facts: LayerFacts;
			readonly reading: LayerReading;
	  }
);

/** A signature this signer has made: a liability of its account until its nonce is used. */
export type OwnSignature = OrderSignature & {
	readonly from: Hex;
	readonly chainId: number;
	readonly nonce: number;
};

export type SigningOffer = {
	readonly id: string;
	readonly order: string;
	/** By its own text a site asked for it, or nobody that can be read. */
	readonly isOfSite: boolean;
	/** Null once it is checked: what it proves is in `checked` then. */
	evidence: string | null;
	checked: CheckedOffer | null;
	/** The network files it was checked by. */
	files: readonly NetworkFile[];
	signed: OrderSignature | null;
};

export type OfferContext = {
	readonly kernel: Kernel;
	readonly files: readonly NetworkFile[];
	/** The anchors of a network. */
	readonly rootsOf: (network: L1Network) => readonly Hex[];
	readonly nowMs: number;
	/** Nothing: the own ones alone. */
	readonly descriptors?: DescriptorsInUse;
};

/** What calls and typed data are read by, in words. */
export const descriptorsOf = async ({
	descriptors,
}: Pick<OfferContext, "descriptors">): Promise<readonly ClearDescriptor[]> =>
	descriptors === undefined ? ownDescriptors : await descriptors();

/**
 * Of a network of this release, the profile is another release's, or a file's that was not accepted; of any other network, its
 * file is none that was accepted.
 */
const otherProfile = (network: L1Network | undefined, which: string): Fault =>
	new Fault(
		network !== undefined && isOfRelease(network)
			? "l2-profile"
			: "network-unconfirmed",
		which,
	);

/** The network the evidence speaks of, by this realm's own list. @throws network-unconfirmed */
export const networkOf = (
	file: Evidence,
	files: readonly NetworkFile[],
): L1Network => {
	const network = networkByName(networksOf(files))(file.network);
	if (network === undefined)
		throw new Fault("network-unconfirmed", `network "${file.network}"`);
	return network;
};

/**
 * Evidence by the anchors of its network, none of them too old.
 * @throws network-unconfirmed for a network or a profile the person did not accept, l2-profile for one of another release, checkpoint-age, else as `checkEvidence`
 */
export const checkByAnchors = async (
	file: Evidence,
	context: OfferContext,
): Promise<ReplayedEvidence> => {
	const { kernel, files, nowMs } = context;
	const anchors = context.rootsOf(networkOf(file, files));
	// Before any step is run: nothing that starts elsewhere is worth the work.
	if (!anchors.includes(file.checkpoint))
		throw new Fault("evidence-anchor", `rooted at ${file.checkpoint}`);
	const replayed = await checkEvidence(file, {
		kernel,
		networks: files,
		anchors,
	}).catch((thrown: unknown) => {
		// The network is known: it is a rollup's profile that is none of those that ship or the person accepted.
		if (thrown instanceof Fault && thrown.code === "l2-profile")
			throw otherProfile(networkOf(file, files), thrown.detail);
		throw thrown;
	});
	for (const conclusion of replayed.conclusions)
		checkAnchorAge(conclusion, nowMs);
	return replayed;
};

/** The order with every signature this signer has made itself, whether the engine lists it or not. */
const withOwn = <T extends AnyOrder>(
	order: T,
	own: readonly OwnSignature[],
	provedNonce: number,
): T => {
	const known = new Set(order.outstanding);
	const missing = own.filter(
		({ from, chainId, nonce, raw }) =>
			from === order.from &&
			chainId === order.chainId &&
			nonce >= provedNonce &&
			!known.has(raw),
	);
	return missing.length === 0
		? order
		: {
				...order,
				outstanding: [...order.outstanding, ...missing.map(({ raw }) => raw)],
			};
};

/**
 * It was made by a profile that ships or that the person accepted.
 * @param l1ChainId of the network that the profile is on; null where the order does not say it
 * @throws l2-profile, network-unconfirmed
 */
const checkProfile = (
	{ profile }: { readonly profile: Hex },
	l1ChainId: number | null,
	files: readonly NetworkFile[],
): void => {
	if (!isProfileOf(profile, files))
		throw otherProfile(
			networksOf(files).find(({ chainId }) => chainId === l1ChainId),
			`the profile ${profile}`,
		);
};

/** The order by the rule of its kind, reckoning with all that this signer has signed. @throws the refusals of the rule */
const judge = (
	order: AnyOrder,
	conclusions: readonly AnyVerified[],
	steps: number,
	own: readonly OwnSignature[],
	{ files, nowMs }: OfferContext,
	descriptors: readonly ClearDescriptor[],
): CheckedOffer => {
	if (isExit(order)) {
		checkProfile(order, order.chainId, files);
		const facts = exitFactsOf(conclusions);
		const transfer = withOwn(order, own, facts.sender.value.nonce);
		const profiles = rollupsOf(files);
		const reading = checkExitOrder(transfer, facts, profiles, nowMs, "sign");
		return { kind: "exit", transfer, facts, reading, steps };
	}
	if (isOnLayer(order)) {
		const facts = kindOfOrder(order).factsOf(conclusions);
		const transfer = withOwn(order, own, facts.nonce);
		const reading = facts.check(transfer, nowMs, "sign");
		return { kind: "layer", transfer, facts, reading, steps };
	}
	if (isCall(order)) {
		const facts = callFactsOf(conclusions);
		const transfer = withOwn(order, own, facts.sender.value.nonce);
		const reading = checkCallOrder(transfer, facts, nowMs, "sign");
		return { kind: "call", transfer, facts, reading, steps, descriptors };
	}
	if (isDelegation(order)) {
		const facts = delegationFactsOf(conclusions);
		const transfer = withOwn(order, own, facts.sender.value.nonce);
		const reading = checkDelegationOrder(transfer, facts, nowMs, "sign");
		return { kind: "delegation", transfer, facts, reading, steps };
	}
	if (isOnRollup(order)) {
		checkProfile(order, null, files);
		const facts = rollupFactsOf(conclusions);
		const transfer = withOwn(order, own, facts.sender.value.nonce);
		const reading = checkRollupOrder(transfer, facts, nowMs, "sign");
		return { kind: "rollup", transfer, facts, reading, steps };
	}
	const facts = factsOf(conclusions);
	const transfer = withOwn(order, own, facts.sender.value.nonce);
	const reading = checkOrder(transfer, facts, nowMs, "sign");
	return { kind: "l1", transfer, facts, reading, steps };
};

export type Offers = HeldOffers<SigningOffer> & {
	/**
	 * Holds an order; the same id with the same text again is the same order, whose evidence may be newer.
	 * @throws order-evidence when the id stood for another order, too-many
	 */
	readonly hold: (id: string, order: string, evidence: string) => SigningOffer;
	/** True when it returns: `offer.checked` is what its evidence proves here. @throws the fault that speaks against it */
	readonly check: (
		offer: SigningOffer,
		context: OfferContext,
	) => Promise<CheckedOffer>;
	/** The checked order with all that was signed since, for `sign.ts` to judge again at this moment. */
	readonly again: (checked: CheckedOffer) => CheckedOffer;
	readonly keep: (offer: SigningOffer, signed: OwnSignature) => void;
};

const isOfSite = (order: string): boolean => {
	try {
		return decodeOrder(order).origin !== null;
	} catch {
		return true;
	}
};

/** Is there no room for it, of that much, beside those that wait? */
const isFull = (
	bounds: typeof most,
	others: readonly SigningOffer[],
	ids: number,
	evidence: string,
): boolean =>
	others.length >= bounds.offers ||
	ids >= bounds.ids ||
	others.reduce((sum, one) => sum + (one.evidence?.length ?? 0), 0) +
		evidence.length >
		bounds.chars;

const withSigned = (
	own: readonly OwnSignature[],
	checked: CheckedOffer,
): CheckedOffer => {
	const nonce =
		checked.kind === "layer"
			? checked.facts.nonce
			: checked.facts.sender.value.nonce;
	switch (checked.kind) {
		case "l1":
			return { ...checked, transfer: withOwn(checked.transfer, own, nonce) };
		case "call":
			return { ...checked, transfer: withOwn(checked.transfer, own, nonce) };
		case "delegation":
			return { ...checked, transfer: withOwn(checked.transfer, own, nonce) };
		case "exit":
			return { ...checked, transfer: withOwn(checked.transfer, own, nonce) };
		case "rollup":
			return { ...checked, transfer: withOwn(checked.transfer, own, nonce) };
		case "layer":
			return { ...checked, transfer: withOwn(checked.transfer, own, nonce) };
	}
};

/** @param ids how many stand for something already, where this one is new */
const hasNoRoom = (
	others: readonly SigningOffer[],
	evidence: string,
	ofSite: boolean,
	ids: { readonly all: number; readonly ofSites: number },
): boolean =>
	isFull(most, others, ids.all, evidence) ||
	(ofSite &&
		isFull(
			mostOfSites,
			others.filter((one) => one.isOfSite),
			ids.ofSites,
			evidence,
		));

export const openOffers = (): Offers => {
	const held = openHeld<SigningOffer>("order", ({ signed }) => signed !== null);
	/** How many ids ever stood for a site's. */
	let siteIds = 0;
	const own: OwnSignature[] = [];

	return {
		...held.asked,
		hold: (id, order, evidence) => {
			// What an id stands for is known already where it comes again.
			const isNew = held.isNew(id, order);
			const before = held.asked.get(id);
			if (before !== undefined && before.signed !== null) return before;
			const ofSite = before?.isOfSite ?? isOfSite(order);
			const others = held.waiting().filter((one) => one.id !== id);
			const isOver = hasNoRoom(others, evidence, ofSite, {
				all: isNew ? held.ids() : 0,
				ofSites: isNew ? siteIds : 0,
			});
			if (isOver) {
				const { length } = held.asked.list();
				throw new Fault("too-many", `${length} orders are held`);
			}
			if (isNew && ofSite) siteIds++;
			const offer: SigningOffer = {
				id,
				order,
				isOfSite: ofSite,
				evidence,
				checked: null,
				files: [],
				signed: null,
			};
			return held.put(offer, order);
		},
		check: async (offer, context) => {
			if (offer.checked !== null) {
				if (offer.signed === null && !isSameFiles(offer.files, context.files))
					throw new Fault("order-evidence", "checked by other network files");
				return offer.checked;
			}
			if (offer.evidence === null)
				throw new Fault("order-evidence", "it came without evidence");
			const order = decodeOrder(offer.order);
			if (order.id !== offer.id)
				throw new Fault("order-evidence", `the order's id is ${order.id}`);
			const file = decodeEvidence(offer.evidence);
			const { conclusions, steps } = await checkByAnchors(file, context);
			const found = isCall(order) ? await descriptorsOf(context) : [];
			offer.checked = judge(order, conclusions, steps, own, context, found);
			offer.files = context.files;
			offer.evidence = null;
			return offer.checked;
		},
		again: (checked) => withSigned(own, checked),
		keep: (offer, signed) => {
			offer.signed = signed;
			if (own.every(({ hash }) => hash !== signed.hash)) own.push(signed);
			if (own.length > mostSigned) own.shift();
			held.makeRoom();
		},
	};
};

/** Names the order by all of it. */
export const orderHashOf = ({ order }: SigningOffer): Hex =>
	keccakHex(utf8(order));

const exitApprovalOf = ({
	transfer,
	reading,
}: Extract<CheckedOffer, { readonly kind: "exit" }>): ExitApproval => {
	const { profile, call, isCodeKnown, codeHash } = reading;
	return {
		rollupChainId: profile.chainId,
		rollupTitle: profile.title,
		step: transfer.step.kind,
		title: call.title,
		says: [...call.says],
		arrives:
			call.arrives === null
				? null
				: {
						token: call.arrives.token,
						amount: call.arrives.amount.toString(),
						named:
							call.arrives.token === null
								? null
								: namedToken(profile, call.arrives.token),
					},
		isCodeKnown,
		contract: call.to,
		codeHash,
	};
};

/** What of the transaction's form is not what most have. */
const formOf = ({
	type,
	accessList = [],
}: Transaction): Pick<ApprovalView, "older" | "accessList"> => ({
	...(type === 0 || type === 1 ? { older: type } : {}),
	...(accessList.length === 0 ? {} : { accessList: [...accessList] }),
});

const delegationApprovalOf = ({
	now,
	next,
	codeHash,
	codeBytes,
}: DelegationReading): DelegationApproval => ({
	now,
	next,
	codeHash,
	codeBytes,
});

/** What a layer's profile says to people wherever it is shown. */
const warningOf = (profile: RollupProfile): string | null => {
	const warning = at(profile, "warning");
	return typeof warning === "string" && warning !== "" ? warning : null;
};

/** The chain the order is for, by the profile its facts were verified by. */
const chainOf = (checked: CheckedOffer): ApprovalView["chain"] => {
	if (checked.kind === "layer" || checked.kind === "rollup") {
		const { title, coin } = checked.reading.profile;
		return { title, ...coin };
	}
	const { network } = checked.reading;
	return { title: network.title, ...coinOf(network) };
};

const restsOf = (checked: CheckedOffer): ApprovalView["rests"] => {
	switch (checked.kind) {
		case "l1":
			return [...transferRests(checked.facts)];
		case "call":
			return [...callRests(checked.facts)];
		case "delegation":
			return [...delegationRests(checked.facts)];
		case "exit":
			return [...exitRests(checked.facts)];
		case "rollup":
			return [...rollupRests(checked.facts)];
		case "layer":
			return [...checked.facts.rests];
	}
};

/** What is at the address the money goes to. The contract of an exit and a rollup's account are shown as what they are. */
const recipientOf = (checked: CheckedOffer): ApprovalView["recipient"] => {
	if (checked.kind === "call" || checked.kind === "rollup")
		return {
			kind: checked.reading.recipient,
			codeHash: checked.reading.codeHash,
		};
	if (checked.kind !== "l1") return null;
	const { recipient: kind } = checked.reading;
	const { codeHash } = checked.facts.recipient.value;
	const runs = kind === "contract" || kind === "delegated";
	return { kind, codeHash: runs ? codeHash : null };
};

/** What the person is shown: made from what was verified here, not from what the engine says. */
export const approvalOf = (
	offer: SigningOffer,
	checked: CheckedOffer,
): ApprovalView => {
	const view = readingOf(offer, checked);
	return { ...view, shown: shownHash(view) };
};

/** Missing where nothing is. */
const underWayOf = ({
	kind,
	reading,
}: CheckedOffer): Pick<ApprovalView, "underWayWei"> => {
	const wei =
		kind === "layer"
			? reading.balanceWei - reading.spendableWei
			: reading.underWayWei;
	return wei === 0n ? {} : { underWayWei: wei.toString() };
};

/** What is said of an order on a layer 2 alone; and of a call there, what it says itself and what it would do. */
const onRollupOf = (
	order: RollupOrder,
	reading: RollupReading,
): Pick<ApprovalView, "call" | "onRollup"> => {
	const { call, bounds, codeHash, besideWei, heldBackWei, leaves } = reading;
	const { foretold } = reading;
	const isRead = call !== null && bounds !== null;
	return {
		...(isRead && foretold !== null
			? { call: layerCallApproval(order, codeHash, call, bounds, foretold) }
			: {}),
		onRollup: {
			besideWei: besideWei.toString(),
			heldBackWei: heldBackWei.toString(),
			...(isRead && foretold === null
				? { call: readCallApproval(codeHash, call, bounds) }
				: {}),
			...(leaves === null ? {} : { leaves: [...leaves.says] }),
		},
	};
};

const readingOf = (
	offer: SigningOffer,
	checked: CheckedOffer,
): Omit<ApprovalView, "shown"> => {
	const { transfer, reading, steps } = checked;
	return {
		id: offer.id,
		order: orderHashOf(offer),
		chain: chainOf(checked),
		recipient: recipientOf(checked),
		unknowns: [...reading.unknowns],
		rests: restsOf(checked),
		origin: transfer.origin,
		chainId: transfer.chainId,
		from: transfer.from,
		to: transfer.to,
		valueWei: transfer.valueWei.toString(),
		nonce: transfer.nonce,
		...(checked.kind === "layer" ? {} : replacedBy(checked.transfer)),
		mostLeavesWei: reading.mostLeavesWei.toString(),
		...underWayOf(checked),
		balanceWei: reading.balanceWei.toString(),
		checkpoint: reading.checkpoint,
		headSlot: reading.headSlot,
		asOfS: reading.asOfS,
		steps,
		exit: checked.kind === "exit" ? exitApprovalOf(checked) : null,
		...(checked.kind === "call"
			? {
					call: callApprovalOf(
						checked.transfer,
						checked.reading,
						checked.descriptors,
					),
				}
			: {}),
		...(checked.kind === "rollup"
			? onRollupOf(checked.transfer, checked.reading)
			: {}),
		...(checked.kind === "layer" ? {} : formOf(checked.transfer)),
		...(checked.kind === "delegation"
			? { delegation: delegationApprovalOf(checked.reading) }
			: {}),
		...(checked.kind !== "layer"
			? {
					data: checked.transfer.data,
					gasLimit: checked.transfer.gasLimit,
					maxFeePerGasWei: checked.transfer.maxFeePerGasWei.toString(),
					mostFeeWei: checked.reading.mostFeeWei.toString(),
					rollup: null,
				}
			: {
					data: "0x",
					// The rollup knows neither gas nor fee.
					gasLimit: 0,
					maxFeePerGasWei: "0",
					mostFeeWei: "0",
					rollup: {
						...kindOfOrder(checked.transfer).sides(checked.transfer),
						batch: checked.reading.batch,
						program: checked.reading.program,
						warning: warningOf(checked.reading.profile),
					},
				}),
	};
};
