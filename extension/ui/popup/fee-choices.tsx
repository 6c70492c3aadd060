// Three prices and one's own, each with what it means: by fees that are proved, and with no promise.

import { useEffect, useState } from "preact/hooks";
import {
	type FeeChoice,
	type FeeSpeed,
	type FeesView,
	feeSpeeds,
} from "../../../src/protocol/fee-views.ts";
import { Field, Option } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { durationWords, groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import {
	asTyped,
	enoughIn,
	type FeeProps,
	gweiWords,
	plainMost,
	readFee,
	type TypedFee,
} from "./fee-typed.ts";

type Chosen = FeeSpeed | "own";

const isSame = (one: FeeChoice, other: FeeProps["typed"]["fees"]): boolean =>
	other !== null &&
	other !== "wrong" &&
	one.capWei === other.capWei &&
	one.tipWei === other.tipWei;

/** What a price comes to, and what it would have been enough for. */
const Means = ({
	view,
	fees,
	coin,
}: {
	readonly view: FeesView;
	readonly fees: FeeChoice;
	readonly coin: FeeProps["typed"]["source"]["chain"]["coin"];
}) => {
	const words = say().fees;
	const blocks = view.baseFeesWei.length;
	return (
		<>
			<small>
				{words.atMost(
					gweiWords(BigInt(fees.capWei)),
					`${plainMost(fees, coin.decimals)} ${coin.symbol}`,
				)}
			</small>
			<small>
				{words.enough(
					groupDigits(enoughIn(view, fees)),
					groupDigits(blocks),
					durationWords(view.spanS),
				)}
			</small>
		</>
	);
};

const Own = ({
	view,
	first,
	coin,
	onFees,
}: {
	readonly view: FeesView;
	readonly first: FeeChoice;
	readonly coin: FeeProps["typed"]["source"]["chain"]["coin"];
	readonly onFees: (fees: FeeChoice | null) => void;
}) => {
	const words = say().fees;
	const [typed, setTyped] = useState<TypedFee>(() => asTyped(first));
	const { fees, capWrong, tipWrong } = readFee(typed, view);
	const change = (part: Partial<TypedFee>) => {
		const next = { ...typed, ...part };
		setTyped(next);
		onFees(readFee(next, view).fees);
	};
	return (
		<>
			<Field
				name={words.cap}
				value={typed.cap}
				numeric
				wrong={capWrong}
				onValue={(cap) => change({ cap })}
			/>
			<Field
				name={words.tip}
				value={typed.tip}
				numeric
				wrong={tipWrong}
				onValue={(tip) => change({ tip })}
			/>
			{fees === null ? (
				<p class="small">{words.notTaken}</p>
			) : (
				<p>
					<Means view={view} fees={fees} coin={coin} />
				</p>
			)}
		</>
	);
};

const Choices = ({
	view,
	payment: { change },
	typed: { fees, source },
}: FeeProps & { readonly view: FeesView }) => {
	const words = say().fees;
	const { coin } = source.chain;
	const usual = view.choices.find(({ speed }) => speed === "usual");
	const known = view.choices.find((one) => isSame(one, fees))?.speed;
	const [chosen, setChosen] = useState<Chosen>(
		known ?? (fees === null ? "usual" : "own"),
	);
	const take = (next: Chosen) => {
		setChosen(next);
		const price = view.choices.find(({ speed }) => speed === next);
		if (price !== undefined)
			change({ fees: { capWei: price.capWei, tipWei: price.tipWei } });
	};
	return (
		<>
			<fieldset class="choice lines">
				<legend>{words.how}</legend>
				{feeSpeeds.map((speed) => {
					const price = view.choices.find((one) => one.speed === speed);
					return price === undefined ? null : (
						<Option
							key={speed}
							group="fee"
							checked={chosen === speed}
							onChoose={() => take(speed)}
						>
							{words.names[speed]}
							<small>{words.means[speed]}</small>
							<Means view={view} fees={price} coin={coin} />
						</Option>
					);
				})}
				<Option
					group="fee"
					checked={chosen === "own"}
					onChoose={() => take("own")}
				>
					{words.names.own}
				</Option>
			</fieldset>
			{chosen === "own" && usual !== undefined ? (
				<Own
					view={view}
					first={fees === null || fees === "wrong" ? usual : fees}
					coin={coin}
					onFees={(next) => change({ fees: next ?? "wrong" })}
				/>
			) : null}
			<p class="small">{words.nobody}</p>
		</>
	);
};

export const FeeChoices = (shown: FeeProps) => {
	const { wallet } = useShared();
	const { fault, run } = useWork();
	const [view, setView] = useState<FeesView | null>(null);
	useEffect(() => {
		void run(async () => setView(await wallet.engine("fees.look", undefined)));
	}, [wallet, run]);
	if (view !== null) return <Choices {...shown} view={view} />;
	return fault === null ? (
		<p role="status">{say().fees.asking}</p>
	) : (
		<FaultNote fault={fault} />
	);
};
