// What is typed to begin a way out, what is wrong with it, and the beginning itself.

import { useRef, useState } from "preact/hooks";
import { type Hex, isHex } from "../../../src/base/bytes.ts";
import { formatUnits } from "../../../src/base/units.ts";
import type { WayView } from "../../../src/protocol/exit-views.ts";
import type { BalanceView, ChainView } from "../../../src/protocol/views.ts";
import { go } from "../route.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { coinOn, notAnAmount, provedBalance } from "../words.ts";
import { typedUnits } from "./payment.ts";

type ExitChoice = {
	readonly token: Hex | null;
	readonly amount: string | null;
	readonly begun: Hex | null;
};

/** A way out of one chain. */
export type ExitWay = {
	readonly way: WayView;
	readonly chainId: number;
	/** As the first screen has it; undefined where this wallet only watches it. */
	readonly chain: ChainView | undefined;
};

const hexOf = (typed: string): Hex | null => {
	const lower = typed.trim().toLowerCase();
	return isHex(lower, 32) ? lower : null;
};

/** "0x" and 64 digits, or why not; null where nothing is typed yet. */
const hashFault = (typed: string): string | null =>
	typed.trim() === "" || isHex(typed.trim(), 32)
		? null
		: say().exits.theHashOfATransactionIs;

const amountFault = (
	typed: string,
	value: bigint | null,
	decimals: number,
): string | null => {
	if (typed === "") return null;
	if (value === null) return notAnAmount(decimals);
	return value === 0n ? say().exits.thenNothingWouldLeave : null;
};

/** What was typed, as it stands. */
const useTyped = () => {
	const [begun, setBegun] = useState("");
	const [token, setToken] = useState<Hex | null>(null);
	const [amount, setAmount] = useState("");
	const [cameSince, setCameSince] = useState(false);
	return {
		begun,
		token,
		amount,
		cameSince,
		setBegun,
		setToken,
		setAmount,
		setCameSince,
	};
};

/** What is asked of the way by what is typed, and whether it can be. */
export const useExitForm = ({ way, chain, chainId }: ExitWay) => {
	const { view } = useShared();
	const typed = useTyped();
	const { token, amount } = typed;
	const coins: readonly BalanceView[] = chain?.balances ?? [];
	const coin = coins.find((one) => one.token === token);
	const { symbol, decimals } = coin ?? coinOn(view, chainId);
	const proved = coin === undefined ? null : provedBalance(coin);
	const value = amount === "" ? null : typedUnits(amount, decimals);
	const wrong = amountFault(amount, value, decimals);
	/** For what exists already: its transaction says the rest. */
	const goesOn = way.fromBegun;
	const needsAmount = way.takes === "amount" && !goesOn;
	// Not wrong: what came after the proved block counts as well, and the way itself knows more of it.
	const isMore = proved !== null && value !== null && value > proved.amount;
	const begun = hexOf(typed.begun);
	const isRight = value !== null && wrong === null;
	const asked: ExitChoice = goesOn
		? { token: null, amount: null, begun }
		: {
				token: way.tokens ? token : null,
				amount: needsAmount && value !== null ? value.toString() : null,
				begun: null,
			};
	return {
		...typed,
		ownSymbol: coinOn(view, chainId).symbol,
		tokens: way.tokens ? coins.filter((one) => one.token !== null) : [],
		symbol,
		decimals,
		proved,
		value,
		wrong,
		begunWrong: hashFault(typed.begun),
		goesOn,
		needsAmount,
		isMore,
		isReady: goesOn
			? begun !== null
			: !needsAmount || (isRight && (!isMore || typed.cameSince)),
		asked,
		/** What the button that begins it says. */
		words: goesOn
			? say().exits.goOnWithIt
			: !needsAmount
				? say().exits.beginWithEverything
				: isRight
					? say().exits.beginWith(
							groupDigits(formatUnits(value, decimals)),
							symbol,
						)
					: say().exits.begin,
	};
};
export type ExitForm = ReturnType<typeof useExitForm>;

/** An order on the chain by which its coin leaves it for the account, and those that were signed here and are under way. */
export const useLeaving = ({ chainId }: ExitWay) => {
	const { wallet, view, refresh } = useShared();
	const work = useWork();
	const [inPlace, setInPlace] = useState(false);
	const intent = useRef({ key: "", id: "" });
	const underWay = view.orders.filter(
		({ state, from, chainId: on }) =>
			on === chainId &&
			from === view.account &&
			(state === "signed" || state === "sent"),
	);
	const signed = underWay.flatMap(({ id, hash, valueWei, onRollup }) =>
		onRollup?.leaves === true && hash !== null ? [{ id, hash, valueWei }] : [],
	);
	/** What the chain has to carry out before all the others. */
	const [first] = underWay.toSorted((one, other) => one.nonce - other.nonce);
	return {
		...work,
		signed,
		first,
		inPlace,
		setInPlace,
		sign: (amount: bigint) => {
			const instead = inPlace && first !== undefined ? first.id : null;
			const key = `${amount} ${instead ?? ""}`;
			if (intent.current.key !== key)
				intent.current = { key, id: crypto.randomUUID() };
			const { id } = intent.current;
			void work.run(async () => {
				await wallet.engine("exit.leave", {
					...{ id, chainId, amount: amount.toString() },
					...(instead === null ? {} : { instead }),
				});
				intent.current = { key: "", id: "" };
				await refresh();
				go("approve", id);
			});
		},
	};
};

/** Begins the journey, or its rehearsal, and goes to its map. */
export const useBeginning = ({ way: { way }, chainId }: ExitWay) => {
	const { wallet, refresh } = useShared();
	const work = useWork();
	// One id for one intent: asking again after a lost answer begins no second journey.
	const intent = useRef({ key: "", id: "" });
	const start = (
		asked: ExitChoice | "rehearsal",
		make: (id: string) => Promise<{ readonly id: string }>,
	) => {
		const key = JSON.stringify([way, asked]);
		if (intent.current.key !== key)
			intent.current = { key, id: crypto.randomUUID() };
		const { id } = intent.current;
		void work.run(async () => {
			const made = await make(id);
			intent.current = { key: "", id: "" };
			await refresh();
			go("exit", made.id);
		});
	};
	return {
		...work,
		begin: (asked: ExitChoice) =>
			start(asked, (id) =>
				wallet.engine("exit.begin", { id, chainId, way, ...asked }),
			),
		rehearse: () =>
			start("rehearsal", (id) =>
				wallet.engine("exit.drill", { id, chainId, way }),
			),
	};
};
