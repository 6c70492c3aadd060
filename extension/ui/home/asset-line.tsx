// One line for what a person has of one kind, over all chains; opened, a line for each chain with the way to its reasons.

import { useId, useState } from "preact/hooks";
import type { WalletView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { livenessOf } from "../leavable.ts";
import { BalanceAge, BalanceFigure, Short, Warning } from "../parts/amount.tsx";
import { Button } from "../parts/basic.tsx";
import { useHidden } from "../parts/hidden.tsx";
import { GradeShape, Icon } from "../parts/icon.tsx";
import { go } from "../route.ts";
import { durationWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow } from "../wallet.tsx";
import { provedBalance } from "../words.ts";
import { AliveLine } from "./alive.tsx";
import type { AssetPart, HeldAsset } from "./assets.ts";
import { ShortGrade, shortGrade } from "./grade-short.tsx";
import { Said } from "./said.tsx";

type LineProps = { readonly view: WalletView; readonly asset: HeldAsset };

/** How well a part is known, in words and a shape. */
const Assured = ({ part }: { readonly part: AssetPart }) => {
	const { balance, figure, isStopped } = part;
	const proved = provedBalance(balance);
	const { home } = say();
	if (!isStopped && proved !== null)
		return <ShortGrade grade={proved.grade} how={balance.how} />;
	const words = isStopped
		? home.stopped
		: figure === null
			? home.grades.claimed
			: home.notAgain;
	return (
		<span class={figure === null ? "assured loud" : "assured"}>
			<GradeShape shape="empty" />
			<span>{words}</span>
		</span>
	);
};

const Dash = ({ symbol }: { readonly symbol: string }) => (
	<span class="figure" data-amount="unproved">
		<span aria-hidden="true">—</span>
		<span class="unseen">{say().home.noAmount(symbol)}</span>
	</span>
);

const PartAmount = ({ part: { balance, isStopped } }: PartProps) => (
	<span class="row-amount">
		{isStopped ? (
			<Dash symbol={balance.symbol} />
		) : (
			<>
				<BalanceFigure balance={balance} />
				<BalanceAge balance={balance} />
			</>
		)}
	</span>
);

type PartProps = { readonly part: AssetPart };

/** A button where there are reasons to be shown. */
const PartRow = ({
	part,
	name,
	letter,
}: PartProps & { readonly name: string; readonly letter?: string }) => {
	const { chain, balance } = part;
	const proved = provedBalance(balance);
	const inside = (
		<>
			{letter === undefined ? null : <Letter of={letter} />}
			<span class="row-name">
				<b>
					<bdi>{name}</bdi>
				</b>
				{letter === undefined ? null : (
					<span class="row-says">{chain.title} </span>
				)}
				<Assured part={part} />
				<Warning words={balance.token === null ? chain.warning : null} />
			</span>
			<PartAmount part={part} />
		</>
	);
	return proved === null ? (
		<div class="row-part part">{inside}</div>
	) : (
		<button
			type="button"
			class="row-part part"
			data-reasons-of={chain.title}
			title={say().home.reasons}
			onClick={() => go("trail", proved.trailId)}
		>
			{inside}
			<Icon name="on" size={14} />
		</button>
	);
};

/** In place of a picture, which somebody would have to be asked for. */
const Letter = ({ of }: { readonly of: string }) => (
	<span class="letter" aria-hidden="true">
		{[...of][0] ?? ""}
	</span>
);

/** What is said of parts that have no number; it may say an amount. */
const Notes = ({ asset }: Omit<LineProps, "view">) => {
	const hidden = useHidden();
	const said = new Map<string, string>();
	for (const { balance, chain } of asset.parts)
		if (balance.note !== null) {
			const note = wordsOf(balance.note);
			if (!said.has(note)) said.set(note, chain.title);
		}
	if (hidden || said.size === 0) return null;
	return (
		<>
			{[...said].map(([note, title]) => (
				<p key={note} class="row-note">
					{asset.parts.length > 1 ? <b>{title}: </b> : null}
					{note}
				</p>
			))}
		</>
	);
};

/** What has to be seen without opening anything. */
const Loud = ({ asset }: Omit<LineProps, "view">) => {
	const { home } = say();
	const { loud, parts, missing, stopped, impostorOf, symbol, decimals } = asset;
	const warned = parts.filter(({ chain }) => chain.warning !== null).length;
	const { part } = loud ?? {};
	const grade = part?.balance.grade ?? null;
	const lines = [
		...(impostorOf === null ? [] : [home.impostor(impostorOf)]),
		...(missing === 0 || missing === parts.length
			? []
			: [home.missing(missing)]),
		...(stopped === 0 ? [] : [home.stoppedChains(stopped)]),
		...(warned === 0 || parts.length === 1 ? [] : [home.warned(warned)]),
	];
	return (
		<>
			{loud === null || grade === null || parts.length === 1 ? null : (
				<p class="loud-line">
					<GradeShape shape="dashed" />
					<span>
						<Short value={loud.amount} decimals={decimals} symbol={symbol} />:{" "}
						{shortGrade(grade, loud.part.balance.how)}
					</span>
				</p>
			)}
			{lines.map((line) => (
				<p key={line} class="loud-line">
					<Icon name="stop" size={13} />
					<span>{line}</span>
				</p>
			))}
		</>
	);
};

/** The sum of its parts, and how old the oldest is. */
const Sum = ({ asset }: Omit<LineProps, "view">) => {
	const { amount, how, oldestS, symbol, decimals } = asset;
	const now = useNow();
	const { home } = say();
	if (amount === null || oldestS === null)
		return (
			<span class="row-amount">
				<Dash symbol={symbol} />
			</span>
		);
	const age = durationWords(now / 1000 - oldestS);
	return (
		<span class="row-amount">
			<span class={how === "proved" ? undefined : "greyed"} data-amount={how}>
				<Short value={amount} decimals={decimals} symbol={symbol} />
			</span>
			<span class={how === "proved" ? "age" : "age old"}>
				{how === "proved" ? home.oldest(age) : home.lastProved(age)}
			</span>
		</span>
	);
};

/** Leaving is offered where the money is. */
const Leave = ({ part: { chain } }: PartProps) =>
	chain.kind === "l1" ? null : (
		<Button
			quiet
			label={say().home.leave(chain.title)}
			onClick={() => go("leave", String(chain.chainId))}
		>
			{say().home.leave(chain.title)}
		</Button>
	);

const Under = ({ view, part }: PartProps & { readonly view: WalletView }) => {
	const { chain, balance } = part;
	if (chain.kind === "l1" || balance.token !== null) return null;
	return (
		<div class="part-under">
			{livenessOf(view, chain.chainId) === undefined ? null : (
				<AliveLine view={view} chain={chain} />
			)}
			<Leave part={part} />
			<Said view={view} part={part} />
		</div>
	);
};

/** Of one chain alone: the line is the number, and leads to its reasons. */
const OnePart = ({
	view,
	asset,
	part,
}: LineProps & { readonly part: AssetPart }) => (
	<li class="row asset">
		<PartRow part={part} name={asset.symbol} letter={asset.symbol} />
		<Loud asset={asset} />
		<Notes asset={asset} />
		<Under view={view} part={part} />
	</li>
);

const weakestWords = ({ weakest }: HeldAsset) =>
	weakest?.balance.grade == null ? null : (
		<ShortGrade grade={weakest.balance.grade} how={weakest.balance.how} />
	);

export const AssetLine = ({ view, asset }: LineProps) => {
	const id = useId();
	const [open, setOpen] = useState(false);
	const { parts, symbol } = asset;
	const { home } = say();
	const [only] = parts;
	if (parts.length === 1 && only !== undefined)
		return <OnePart view={view} asset={asset} part={only} />;
	return (
		<li class="row asset">
			<button
				type="button"
				class="row-part"
				aria-expanded={open}
				aria-controls={id}
				onClick={() => setOpen(!open)}
			>
				<Letter of={symbol} />
				<span class="row-name">
					<b>
						<bdi>{symbol}</bdi>
					</b>
					<span class="row-says">{home.chains(parts.length)} </span>
					{asset.loud === null && asset.how === "proved"
						? weakestWords(asset)
						: null}
				</span>
				<Sum asset={asset} />
				<Icon name="down" size={14} />
			</button>
			<Loud asset={asset} />
			<Notes asset={asset} />
			<ul
				id={id}
				class="parts"
				hidden={!open}
				aria-label={home.byChain(symbol)}
			>
				{open
					? parts.map((part, place) => (
							<li key={`${part.chain.chainId} ${place}`}>
								<PartRow part={part} name={part.chain.title} />
								<Under view={view} part={part} />
							</li>
						))
					: null}
			</ul>
		</li>
	);
};
