// A number is never alone: an amount with its grade in words and shape and its age. What is not proved is a dash.

import { formatUnits } from "../../../src/base/units.ts";
import type { BalanceView, GradeView } from "../../../src/protocol/views.ts";
import { figureWords } from "../known.ts";
import { ageWords, groupDigits, shortUnits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow } from "../wallet.tsx";
import { figureOf, gradeShape, gradeTone, gradeWords } from "../words.ts";
import { Dots, useHidden } from "./hidden.tsx";
import { GradeShape, Icon } from "./icon.tsx";

export const Grade = ({
	grade,
	how,
}: {
	readonly grade: GradeView;
	/** Of a token: how its number is known. */
	readonly how?: BalanceView["how"];
}) => (
	<span class={`grade ${how === "named" ? "wait" : gradeTone(grade)}`}>
		<GradeShape
			shape={
				how === "named"
					? "empty"
					: how === "computed"
						? "half"
						: gradeShape(grade)
			}
		/>
		{gradeWords(grade, how)}
	</span>
);

/** What has to be said wherever a chain's grade stands, as that its setup is insecure. */
export const Warning = ({ words }: { readonly words: string | null }) =>
	words === null ? null : (
		<span class="warning">
			<Icon name="stop" size={13} />
			{words}
		</span>
	);

export const Unproved = ({
	words = say().parts.notProved,
}: {
	readonly words?: string;
}) => (
	<span class="grade none">
		<GradeShape shape="empty" />
		{words}
	</span>
);

/** An age that grows while one looks at it. */
export const Age = ({ asOfS }: { readonly asOfS: number }) => (
	<span class="age">{ageWords(asOfS, useNow())}</span>
);

/** The age of a balance's number; of one that is not of now, in words that say so. Nothing for a dash. */
export const BalanceAge = ({ balance }: { readonly balance: BalanceView }) => {
	const now = useNow();
	const figure = figureOf(balance);
	if (figure === null) return null;
	const words = figureWords(figure, now);
	return words === null ? (
		<Age asOfS={figure.asOfS} />
	) : (
		<span class="age old">{words}</span>
	);
};

/** The exact amount, every digit of it. */
export const Exact = ({
	value,
	decimals,
	symbol,
}: {
	readonly value: bigint;
	readonly decimals: number;
	readonly symbol: string;
}) =>
	useHidden() ? (
		<Dots />
	) : (
		<span class="figure">
			{groupDigits(formatUnits(value, decimals))}
			{"\u00a0"}
			{symbol}
		</span>
	);

/** The amount for a column: cut to four places, with a mark where something was cut. */
export const Short = ({
	value,
	decimals,
	symbol,
	large = false,
}: {
	readonly value: bigint;
	readonly decimals: number;
	readonly symbol: string;
	/** Where it may need more than a line: the symbol then goes to the next one whole. */
	readonly large?: boolean;
}) => {
	const { text, exact } = shortUnits(value, decimals);
	if (useHidden()) return <Dots />;
	return (
		<span
			class="figure"
			title={`${groupDigits(formatUnits(value, decimals))} ${symbol}`}
		>
			{text}
			{exact ? "" : <i class="cutoff">…</i>}
			{large ? " " : "\u00a0"}
			{large ? <span class="unit">{symbol}</span> : symbol}
		</span>
	);
};

/** The number of a balance, or the dash. The one place where a balance becomes digits. */
export const BalanceFigure = ({
	balance,
}: {
	readonly balance: BalanceView;
}) => {
	const figure = figureOf(balance);
	return figure === null ? (
		<span class="figure" data-amount="unproved">
			<span aria-hidden="true">—</span>
			<span class="unseen">{say().parts.noProvedAmountOf}</span>{" "}
			{balance.symbol}
		</span>
	) : (
		<span
			class={figure.how === "proved" ? undefined : "greyed"}
			data-amount={
				figure.how !== "proved" ||
				balance.how === undefined ||
				balance.how === "slot"
					? figure.how
					: balance.how
			}
		>
			<Short
				value={figure.amount}
				decimals={balance.decimals}
				symbol={balance.symbol}
			/>
		</span>
	);
};
