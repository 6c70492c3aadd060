// The order that is offered for a decision, as the engine and the signer each tell it, and what the person decided.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { asFault } from "../../../src/base/fault.ts";
import type { DeviceRequest } from "../../../src/protocol/device.ts";
import type { ApprovalView, OrderView } from "../../../src/protocol/views.ts";
import { useShared, useWork, type Work } from "../wallet.tsx";
import { chainTitle } from "../words.ts";
import { differences } from "./compare.ts";

const pollMs = 2_000;

/** What the signer holds for approval, asked again while the screen is open; null before the first answer. */
const useApprovals = (): {
	readonly held: readonly ApprovalView[] | null;
	/** Asks now. */
	readonly again: () => void;
} => {
	const { wallet, view, status } = useShared();
	const [held, setHeld] = useState<readonly ApprovalView[] | null>(null);
	const { unlocked } = status;
	// Orders come and go with the view, and the signer gives none while it is locked.
	const orders = view.orders.map(({ id, state }) => `${id} ${state}`).join();
	const again = useCallback(() => {
		if (!unlocked) return;
		// A signer that does not answer holds nothing: then there is no button.
		wallet.keys("approval.list", undefined).then(setHeld, () => setHeld([]));
	}, [wallet, unlocked]);
	useEffect(() => {
		again();
		const timer = setInterval(again, pollMs);
		return () => clearInterval(timer);
	}, [again, orders]);
	return { held, again };
};

/** What the signer said of this order when the screen first showed it. */
const useFirst = (
	approval: ApprovalView | undefined,
): ApprovalView | undefined => {
	const first = useRef(approval);
	first.current ??= approval;
	return first.current;
};

export type OfferedOrder = {
	readonly id: string;
	/** As the engine tells it; undefined when it has none of this id. */
	readonly order: OrderView | undefined;
	/** As the signer read it; undefined when it does not hold it. */
	readonly approval: ApprovalView | undefined;
	/** As the signer read it at first. */
	readonly first: ApprovalView | undefined;
	/** Has the signer answered at all? */
	readonly isAnswered: boolean;
	/** The chain's name. */
	readonly chain: string;
	/** Asks the signer again now. */
	readonly again: () => void;
};

export const useOffered = (id: string): OfferedOrder => {
	const { view } = useShared();
	const { held, again } = useApprovals();
	const order = view.orders.find((one) => one.id === id);
	const approval = held?.find((one) => one.id === id);
	const first = useFirst(approval);
	const chain = approval?.chain.title ?? chainTitle(view, order?.chainId ?? 0);
	return {
		id,
		order,
		approval,
		first,
		isAnswered: held !== null,
		chain,
		again,
	};
};

export type OrderDecision = {
	readonly decided: "yes" | "no" | null;
	readonly deciding: Work;
	readonly blocking: Work;
	readonly isBusy: boolean;
	/** What a hardware wallet is to sign, once the yes to it was said. */
	readonly device: DeviceRequest | null;
	/**
	 * @param yes what was on screen: the signer signs this reading of this order, or none
	 * @param signature what a hardware wallet made of it
	 */
	readonly decide: (yes: ApprovalView | null, signature?: Hex) => void;
	/** Back from the hardware wallet: nothing is decided. */
	readonly leaveDevice: () => void;
	/** Refuses all that this site may ask for. */
	readonly block: (origin: string) => void;
};

/** @param onRefused called once the refusal is known to be kept */
export const useOrderDecision = (
	{ id, approval, first }: OfferedOrder,
	onRefused: () => void,
): OrderDecision => {
	const { wallet, refresh } = useShared();
	const deciding = useWork();
	const blocking = useWork();
	const [decided, setDecided] = useState<"yes" | "no" | null>(null);
	const [device, setDevice] = useState<DeviceRequest | null>(null);
	// Of an order that a device signs twice, what it signed first.
	const signed = useRef<Hex>("0x");
	const named = approval ?? first;
	/** Resolves to whether it is decided by that. */
	const sayYes = async (
		to: ApprovalView,
		made: Hex | undefined,
	): Promise<boolean> => {
		const signature: Hex | undefined =
			made === undefined ? made : `${signed.current}${made.slice(2)}`;
		const { device: asked } = await wallet.keys("approval.decide", {
			id,
			yes: true,
			order: to.order,
			shown: to.shown,
			...(signature === undefined ? {} : { signature }),
		});
		if (asked !== undefined) {
			signed.current = signature ?? "0x";
			setDevice(asked);
		}
		return asked === undefined;
	};
	const sayNo = () =>
		wallet
			.keys("approval.decide", {
				id,
				yes: false,
				...(named && { order: named.order }),
			})
			.catch(async (thrown: unknown) => {
				// The signer holds no such order: then it is the engine alone that still keeps it.
				if (asFault(thrown).code !== "order-unknown") throw thrown;
				await wallet.engine("order.forget", { id });
			});
	const leave = useRef(onRefused);
	leave.current = onRefused;
	useEffect(() => {
		if (decided === "no") leave.current();
	}, [decided]);
	return {
		decided,
		deciding,
		blocking,
		isBusy: deciding.busy || blocking.busy,
		device,
		leaveDevice: () => {
			deciding.clear();
			setDevice(null);
		},
		decide: (yes, signature) =>
			void deciding.run(async () => {
				if (yes === null) await sayNo();
				else if (!(await sayYes(yes, signature))) return;
				setDecided(yes === null ? "no" : "yes");
				await refresh();
			}),
		block: (origin) =>
			void blocking.run(async () => {
				await wallet.engine("site.block", { origin });
				setDecided("no");
				await refresh();
			}),
	};
};

/**
 * What can be decided of it here now. `asked`: all of it, yes or no. `stuck`: it waits, and nobody can say yes to it here, so
 * it may be dropped unread. Null: nothing.
 */
export const openTo = (
	{ order, approval, isAnswered }: OfferedOrder,
	{ decided, deciding }: OrderDecision,
	unlocked: boolean,
): "asked" | "stuck" | null => {
	if (order?.state !== "waiting" || decided !== null) return null;
	if (!unlocked || (isAnswered && approval === undefined)) return "stuck";
	return approval !== undefined &&
		deciding.fault === null &&
		differences(order, approval).length === 0
		? "asked"
		: null;
};
