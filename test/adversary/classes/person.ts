// The person at the signer's own port: looks at what the approval window draws, decides, and remembers what was drawn. What
// comes out of the signer is held against that memory and against the truth. Whoever changes what the window draws, or how a
// yes is said, changes it here as well.

import { differences } from "../../../extension/ui/approve/compare.ts";
import type { Hex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import { orderPolicy } from "../../../src/evidence/l1-order.ts";
import { decodeSigned } from "../../../src/evidence/transaction.ts";
import {
	type ApprovalView,
	type OrderView,
	orderView,
} from "../../../src/protocol/views.ts";
import type { Bench } from "../../signer/bench.ts";
import type { At, Ground } from "./chain.ts";
import type { Notes } from "./class.ts";

/** What the engine says beside the signer: an attacker says what it likes. */
export type Beside = {
	readonly orders: readonly OrderView[];
	/** What it calls the chains. */
	readonly titles: ReadonlyMap<number, string>;
};

/** What the window draws of one order, whoever says it. */
export type Drawn = {
	readonly approval: ApprovalView;
	/** What the recipient is said to be; null where nothing is said. */
	readonly recipient: OrderView["recipient"] | null;
	readonly network: string;
};

const isView = (order: OrderView): boolean => {
	try {
		orderView(order, "order");
		return true;
	} catch (thrown) {
		if (thrown instanceof Fault) return false;
		throw thrown;
	}
};

/** Null where the window draws no button that signs. */
export const draw = (
	{ orders, titles }: Beside,
	approval: ApprovalView,
): Drawn | null => {
	// a page takes a view that decodes, or none
	if (!orders.every(isView)) return null;
	const order = orders.find(({ id }) => id === approval.id);
	if (differences(order, approval).length > 0) return null;
	// The signer's words alone: what the engine calls the chain is not drawn.
	void titles;
	return {
		approval,
		recipient: approval.recipient?.kind ?? null,
		network: approval.chain.title,
	};
};

/** What is so, by the files that the person accepted and the state of their chains. */
export type Truth = {
	readonly grounds: readonly Ground[];
	/** Is this the step's contract by the accepted profile, with the code that it names, at that head? */
	readonly isKnownStep: (
		chainId: number,
		exit: NonNullable<ApprovalView["exit"]>,
		headSlot: number,
	) => boolean;
	/** Title of a rollup of the accepted files. */
	readonly rollupTitle: (chainId: number) => string | null;
};

/** What the account is in that state. */
export const recipientAt = ({ world }: At, to: Hex): Drawn["recipient"] => {
	const account = world[to];
	if (account === undefined) return "new";
	const { code = "0x" } = account;
	if (code === "0x") return "account";
	return code.length === 48 && code.startsWith("0xef0100")
		? "delegated"
		: "contract";
};

type Yes = { readonly drawn: Drawn; readonly atMs: number };

export class Person {
	readonly #bench: Bench;
	readonly #truth: Truth;
	/** Each yes by the order's id. */
	readonly #yes = new Map<string, Yes[]>();
	/** Refused, and not said yes to since. */
	readonly #no = new Set<string>();
	#judged = 0;
	/** Places that this signer has signed, since it was started. */
	readonly #places = new Map<string, Hex>();

	constructor(bench: Bench, truth: Truth) {
		this.#bench = bench;
		this.#truth = truth;
	}

	/** What the window draws now, one order after the other; what it warns of counts as told. */
	async look(beside: Beside, notes: Notes): Promise<readonly Drawn[]> {
		const held = await notes.hear(
			this.#bench.screen("approval.list", undefined),
		);
		return (held ?? []).flatMap((approval) => {
			notes.told++;
			const drawn = draw(beside, approval);
			return drawn === null ? [] : [drawn];
		});
	}

	/** Says it with the hash of what was drawn, as the window does. */
	async decide(
		{ approval, ...rest }: Drawn,
		yes: boolean,
		notes: Notes,
	): Promise<Hex | null> {
		const { id, order, shown } = approval;
		if (yes) {
			const drawn = { approval, ...rest };
			this.#checkDrawn(drawn, notes);
			const before = this.#yes.get(id) ?? [];
			this.#yes.set(id, [...before, { drawn, atMs: this.#bench.nowMs }]);
			this.#no.delete(id);
		} else this.#no.add(id);
		const said = await notes.hear(
			this.#bench.screen(
				"approval.decide",
				yes ? { id, yes, order, shown } : { id, yes, order },
			),
		);
		return said?.hash ?? null;
	}

	/** What was drawn over a button that signs, and was not so, was not approved. */
	#checkDrawn(drawn: Drawn, notes: Notes): void {
		const { approval, recipient, network } = drawn;
		const ground = this.#truth.grounds.find(
			(one) => one.network.chainId === approval.chainId,
		);
		const at = ground?.heads.find(({ slot }) => slot === approval.headSlot);
		const wrong = (what: string): void =>
			notes.find("signature", `drawn over the button and not so: ${what}`);
		if (ground === undefined || at === undefined) {
			wrong(`head ${approval.headSlot} of chain ${approval.chainId}`);
			return;
		}
		if (network !== ground.network.title)
			wrong(`the network "${network}" for ${ground.network.title}`);
		const { exit } = approval;
		if (exit === null) {
			const is = recipientAt(at, approval.to);
			if (recipient !== is) wrong(`recipient ${recipient}, it is ${is}`);
			return;
		}
		if (exit.rollupTitle !== this.#truth.rollupTitle(exit.rollupChainId))
			wrong(`rollup "${exit.rollupTitle}"`);
		const isKnown = this.#truth.isKnownStep(
			approval.chainId,
			exit,
			approval.headSlot,
		);
		if (exit.isCodeKnown && !isKnown)
			wrong(`a step of the accepted files with known code: ${exit.contract}`);
	}

	/** The signer began anew: what it signed before, it has to be told. */
	forget(): void {
		this.#places.clear();
	}

	/** Holds every signature that came out since the last time against what was approved. */
	judge(notes: Notes): void {
		const { signed } = this.#bench;
		for (const { id, raw } of signed.slice(this.#judged)) {
			notes.signed++;
			const { transaction } = decodeSigned(raw);
			const said = (this.#yes.get(id) ?? []).find(({ drawn: { approval } }) => {
				const same: readonly (readonly [unknown, unknown])[] = [
					[transaction.chainId, approval.chainId],
					[transaction.to, approval.to],
					[transaction.valueWei.toString(), approval.valueWei],
					[transaction.data, approval.data],
					[transaction.nonce, approval.nonce],
					[transaction.gasLimit, approval.gasLimit],
					[transaction.maxFeePerGasWei.toString(), approval.maxFeePerGasWei],
				];
				return same.every(([is, shown]) => is === shown);
			});
			const what = `${id}: ${transaction.valueWei} wei to ${transaction.to} on ${transaction.chainId}`;
			if (said === undefined) {
				notes.find("signature", `nobody approved ${what}`);
				continue;
			}
			if (this.#no.has(id)) notes.find("signature", `refused: ${what}`);
			const { approval } = said.drawn;
			const ground = this.#truth.grounds.find(
				({ network }) => network.chainId === approval.chainId,
			);
			const at = ground?.heads.find(({ slot }) => slot === approval.headSlot);
			if (ground !== undefined && at !== undefined) {
				const mostS = orderPolicy(ground.network).freshness.sign;
				const oldS = said.atMs / 1000 - at.header.value.timestampS;
				if (oldS > mostS + 1)
					notes.find("stale", `signed on a state ${oldS} s old: ${what}`);
			}
			const place = `${transaction.chainId} ${transaction.nonce}`;
			const before = this.#places.get(place);
			if (before !== undefined && before !== raw)
				notes.find("problem", `two signatures for nonce ${place}`);
			this.#places.set(place, raw);
		}
		this.#judged = signed.length;
	}
}
