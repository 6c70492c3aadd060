// What the two ways out of an Arbitrum chain share: how the part of a journey from the withdrawal on the chain on is brought up to
// what L1 proves now. A withdrawal is believed when its way leads to a root that L1's outbox has, and counts as paid when that
// outbox has it marked; everything else that an endpoint says is a hint where to look.

import type { Hex } from "../../../base/bytes.ts";
import { asFault, Fault, isOurs } from "../../../base/fault.ts";
import { readPlaces } from "../../../exit/places.ts";
import { cut } from "../../../exit/stage.ts";
import { type Message, mostText } from "../../../protocol/message.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Member } from "../../../source/pool.ts";
import { arbitrumMessage as say } from "../checks/codes.ts";
import { arbitrumExitOf } from "../checks/profile.ts";
import {
	type ArbitrumWithdrawal,
	isSpent,
	sendRootBy,
	spentSlot,
} from "../checks/withdrawal.ts";
import {
	blockOfRoot,
	type ConfirmedSends,
	confirmedSends,
} from "./confirmed.ts";
import type { ArbitrumExitContext } from "./context.ts";
import type { ArbitrumFacts } from "./facts.ts";
import { proveSend, withdrawalsOf } from "./search.ts";
import { loaded, nothingYet, type SendState, stored } from "./state.ts";

/** Has L1's outbox the send marked? */
const isMarked = async (
	{ profile, l1 }: ArbitrumExitContext,
	index: number,
	tag: "latest" | "final",
): Promise<boolean> => {
	const [marks = 0n] = await readPlaces(
		l1,
		[
			{
				address: arbitrumExitOf(profile).contracts.outbox.address,
				slot: spentSlot(profile, index),
			},
		],
		tag,
	);
	return isSpent(marks, index);
};

/** Is it marked in a final block too? Not knowing is no. */
const isMarkedFinally = async (
	context: ArbitrumExitContext,
	index: number,
): Promise<boolean> => {
	try {
		return await isMarked(context, index, "final");
	} catch (thrown) {
		const { kind } = asFault(thrown);
		if (kind === "unproven" || kind === "unavailable" || kind === "busy")
			return false;
		throw thrown;
	}
};

/** Does its way lead to the root that it names? A state may come from a file. */
const leads = ({
	withdrawal,
	sendRoot,
	siblings,
}: NonNullable<SendState["proved"]>): boolean => {
	try {
		return sendRootBy(loaded(withdrawal), siblings) === sendRoot;
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "exit-evidence")
			return false;
		throw thrown;
	}
};

/** What was proved before, held against L1 as it is now; null when a reorg took its root away, or it was never proved. */
const stillProved = async (
	{ proved, paid }: SendState,
	context: ArbitrumExitContext,
	facts: ArbitrumFacts,
): Promise<SendState | null> => {
	if (proved === null || !leads(proved)) return null;
	if ((await blockOfRoot(context, proved.sendRoot)) === null) return null;
	const { withdrawal } = proved;
	const { index } = withdrawal;
	const isPaid = await isMarked(context, index, "latest");
	return {
		claimed: withdrawal,
		proved,
		told: null,
		paid: isPaid
			? {
					withdrawal,
					atS: paid?.atS ?? facts.timeS,
					isFinal: await isMarkedFinally(context, index),
				}
			: null,
	};
};

const failedWords = (name: string, { detail }: Fault): Message =>
	say("arbitrum.told.failed", {
		endpoint: cut(name, mostText),
		why: cut(detail, mostText),
	});

/** Can the transaction, where its bytes are known, have made this withdrawal? */
type IsIt = (one: ArbitrumWithdrawal) => boolean;

/** What the endpoint says that the transaction withdrew to the account; null while it knows none. @throws exit-recipient, exit-evidence */
const ownOf = async (
	member: Member<Execution>,
	account: Hex,
	transactionHash: Hex,
	isIt: IsIt,
): Promise<ArbitrumWithdrawal | null> => {
	const all = (await withdrawalsOf(member, transactionHash)) ?? [];
	const own = all.find(({ recipient }) => recipient === account);
	const [other] = all;
	if (own === undefined && other !== undefined)
		throw new Fault(
			"exit-recipient",
			`the withdrawal pays ${other.recipient}, not this account`,
		);
	if (own !== undefined && !isIt(own))
		throw new Fault(
			"exit-evidence",
			`send ${own.index} is not what the transaction withdraws`,
		);
	return own ?? null;
};

/** Was the last payment of this journey that of the send? */
const isPaidHere = ({ order }: ArbitrumExitContext, index: number): boolean => {
	const step = order("pay")?.step;
	return step?.kind === "arbitrum-execute" && step.index === index;
};

/** What L1 confirmed, or why it is not known: whoever is asked for withdrawals is not to blame for that. */
const sendsNow = async (
	context: ArbitrumExitContext,
	facts: ArbitrumFacts,
): Promise<ConfirmedSends | Fault> => {
	try {
		return await confirmedSends(context, facts);
	} catch (thrown) {
		const fault = asFault(thrown);
		if (isOurs(fault)) throw fault;
		return fault;
	}
};

/**
 * What endpoint after endpoint gives, each by what it said itself, so that none answers for another's lie.
 * @throws what the reading of L1 throws
 */
const fromEndpoints = async (
	before: SendState,
	account: Hex,
	transactionHash: Hex,
	context: ArbitrumExitContext,
	facts: ArbitrumFacts,
	isIt: IsIt,
): Promise<SendState> => {
	const { l2 } = context;
	let told: Message = say("arbitrum.told.no-endpoint");
	let { claimed } = before;
	let sends: ConfirmedSends | Fault | null = null;
	/** Null when it fails, which is kept against the endpoint. */
	const asked = async <T>(
		name: string,
		work: () => Promise<T>,
	): Promise<T | null> => {
		try {
			return await work();
		} catch (thrown) {
			const fault = l2.blame(name, thrown);
			if (isOurs(fault)) throw fault;
			told = failedWords(name, fault);
			return null;
		}
	};
	for (const member of l2.active()) {
		told = say("arbitrum.told.unseen");
		const own = await asked(member.name, () =>
			ownOf(member, account, transactionHash, isIt),
		);
		if (own === null) continue;
		claimed = stored(own);
		sends ??= await sendsNow(context, facts);
		if (sends instanceof Fault) {
			told = failedWords(sends.source ?? context.profile.l1, sends);
			break;
		}
		const { sendRoot, sendCount } = sends;
		if (own.index >= sendCount) {
			told = say("arbitrum.told.not-confirmed");
			continue;
		}
		const siblings = await asked(member.name, () =>
			proveSend(member, own, { sendRoot, sendCount }),
		);
		if (siblings === null) continue;
		const proved = {
			withdrawal: stored(own),
			sendRoot,
			siblings,
			foundS: facts.timeS,
		};
		const now = await stillProved({ ...before, proved }, context, facts);
		if (now === null) continue;
		if (now.paid === null || isPaidHere(context, own.index)) return now;
		// this endpoint's word alone ties it to the transaction: any older one of the account would do as well
		told = say("arbitrum.told.paid-before", { index: own.index });
	}
	return { ...nothingYet, claimed, told };
};

/**
 * The part from the withdrawal on, as L1 proves it now. A withdrawal that was paid out before this journey saw it unpaid ends none.
 * @param isIt of a transaction whose bytes are not known any withdrawal to the account may be the one
 * @throws what the reading of L1 throws; what goes wrong at the chain's endpoints is told by code
 */
export const lookForSend = async (
	before: SendState,
	account: Hex,
	transactionHash: Hex,
	context: ArbitrumExitContext,
	facts: ArbitrumFacts,
	isIt: IsIt = () => true,
): Promise<SendState> => {
	const { proved } = before;
	const kept =
		proved !== null && isIt(loaded(proved.withdrawal))
			? await stillProved(before, context, facts)
			: null;
	return (
		kept ??
		fromEndpoints(before, account, transactionHash, context, facts, isIt)
	);
};
