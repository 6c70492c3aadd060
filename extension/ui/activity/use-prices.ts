// The newest prices, where the person switched a currency on: asked for now and then while a screen shows them.

import { useEffect, useState } from "preact/hooks";
import { asFault, type Fault } from "../../../src/base/fault.ts";
import type { PricesView } from "../../../src/protocol/price-views.ts";
import { useShared } from "../wallet.tsx";

/** Feeds write seldom, and each look is many proofs. */
const everyMs = 300_000;

/** Null where it is switched off, or not known yet. */
export const usePrices = (
	/** Changes where they have to be asked for at once. */
	again: unknown = null,
): { readonly prices: PricesView | null; readonly fault: Fault | null } => {
	const { wallet } = useShared();
	const [prices, setPrices] = useState<PricesView | null>(null);
	const [fault, setFault] = useState<Fault | null>(null);
	useEffect(() => {
		let gone = false;
		const ask = () =>
			void wallet.engine("price.look", undefined).then(
				({ prices: next }) => {
					if (gone) return;
					setPrices(next);
					setFault(null);
				},
				(thrown: unknown) => {
					if (gone) return;
					// what was read before has an age, and may be too old by now
					setPrices(null);
					setFault(asFault(thrown));
				},
			);
		ask();
		const timer = setInterval(ask, everyMs);
		return () => {
			gone = true;
			clearInterval(timer);
		};
	}, [wallet, again]);
	return { prices, fault };
};
