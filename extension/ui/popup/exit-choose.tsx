// The ways out of one rollup, and the few things that have to be said before one is begun. Beginning signs nothing.

import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { isHex } from "../../../src/base/bytes.ts";
import type { Fault } from "../../../src/base/fault.ts";
import {
	durationWords,
	formatUnits,
	groupDigits,
	parseUnits,
} from "../../../src/base/units.ts";
import {
	chainKey,
	type LivenessView,
	type WayView,
} from "../../../src/protocol/exit-views.ts";
import type { BalanceView, ChainView } from "../../../src/protocol/views.ts";
import { sentencesOf, wordsOf } from "../../../src/words/catalogue.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { isTestNetwork, keptOf, leavable, livenessOf } from "../exit-words.ts";
import { Age, Grade } from "../parts/amount.tsx";
import { Button, Facts, Field, Section } from "../parts/basic.tsx";
import { Kept } from "../parts/exit-file.tsx";
import { FaultCode, FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { GradeShape, Icon } from "../parts/icon.tsx";
import { Verdict } from "../parts/verdict.tsx";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";
import { coinOn, provedBalance } from "../words.ts";

type ExitChoice = {
	readonly token: Hex | null;
	readonly amount: string | null;
	readonly begun: Hex | null;
};

/** Is it open, in words with a shape. */
const Openness = ({ way }: { readonly way: WayView }) => {
	const [tone, shape, words] =
		way.fault !== null
			? (["none", "empty", "cannot be said now"] as const)
			: way.isOpen
				? (["ok", "check", "open now"] as const)
				: (["wait", "dashed", "not open now"] as const);
	return (
		<span class={`grade ${tone}`}>
			<GradeShape shape={shape} />
			{words}
		</span>
	);
};

const WayCard = ({
	way,
	onChoose,
}: {
	readonly way: WayView;
	readonly onChoose: () => void;
}) => (
	<li class="card way">
		<h2>{wordsOf(way.title)}</h2>
		<Openness way={way} />
		<p>{sentencesOf(way.words)}</p>
		{way.fault === null ? null : (
			<p class="small">
				{faultWords(way.fault.code).says} {faultWords(way.fault.code).todo}
			</p>
		)}
		{way.fault === null ? null : <FaultCode fault={way.fault} />}
		{!way.isOpen && way.rehearsal !== null ? (
			<div class="buttons">
				<Button label={`Rehearse: ${wordsOf(way.title)}`} onClick={onChoose}>
					Rehearse it
				</Button>
			</div>
		) : null}
		{way.isOpen ? (
			<>
				<Facts
					facts={[
						{
							name: "Takes about",
							value:
								way.lastsS === null
									? "nobody knows"
									: durationWords(way.lastsS),
						},
						{
							name: "Brings",
							value: way.fromBegun
								? "what you withdrew there"
								: `${way.takes === "everything" ? "all the account holds" : "an amount you choose"}, ${way.tokens ? "ether or a token" : "in ether"}`,
						},
					]}
				/>
				<div class="buttons">
					<Button
						main
						label={`Choose: ${wordsOf(way.title)}`}
						onClick={onChoose}
					>
						Choose this way
					</Button>
				</div>
			</>
		) : null}
	</li>
);

/** "0x" and 64 digits, or why not. */
const hashFault = (typed: string): string | null =>
	isHex(typed.trim(), 32)
		? null
		: "The hash of a transaction is 0x and 64 digits.";

const hexOf = (typed: string): Hex | null => {
	const lower = typed.trim().toLowerCase();
	return isHex(lower, 32) ? lower : null;
};

/** Words for a beginning that was refused: a field that is wrong is ours to say, not a site's. */
const NotBegun = ({ work }: { readonly work: ReturnType<typeof useWork> }) =>
	work.fault === null ? null : work.fault.code === "bad-params" ? (
		<div class="note bad" role="alert">
			<div class="note-head">
				<Icon name="stop" size={18} />
				<b>It was not begun.</b>
			</div>
			<p>What you asked for does not fit this way. Nothing was signed.</p>
			<FaultCode fault={work.fault} />
		</div>
	) : (
		<FaultNote
			fault={work.fault}
			title="It was not begun. Nothing was signed."
		/>
	);

const Choice = ({
	name,
	group,
	checked,
	onChoose,
}: {
	readonly name: string;
	readonly group: string;
	readonly checked: boolean;
	readonly onChoose: () => void;
}) => (
	<label>
		<input type="radio" name={group} checked={checked} onChange={onChoose} />
		<span>{name}</span>
	</label>
);

const Begin = ({
	way,
	chain,
	chainId,
	title,
	onBack,
}: {
	readonly way: WayView;
	readonly chain: ChainView | undefined;
	readonly chainId: number;
	readonly title: string;
	readonly onBack: () => void;
}) => {
	const { wallet, view, refresh } = useShared();
	const beginning = useWork();
	const [cameSince, setCameSince] = useState(false);
	const [begun, setBegun] = useState("");
	const [token, setToken] = useState<Hex | null>(null);
	const [typed, setTyped] = useState("");
	// One id for one intent: asking again after a lost answer begins no second journey.
	const intent = useRef({ key: "", id: "" });

	/** The way is for what exists already: its transaction says the rest. */
	const goesOn = way.fromBegun;
	const coins: readonly BalanceView[] = chain?.balances ?? [];
	const tokens = way.tokens ? coins.filter((coin) => coin.token !== null) : [];
	const coin = coins.find((one) => one.token === token);
	const { symbol, decimals } = coin ?? coinOn(view, chainId);
	const proved = coin === undefined ? null : provedBalance(coin);
	const value = typed === "" ? null : parseUnits(typed, decimals);
	const needsAmount = way.takes === "amount" && !goesOn;
	const wrong =
		typed === ""
			? null
			: value === null
				? `Write a plain number with a point, at most ${decimals} places.`
				: value === 0n
					? "Nothing would leave."
					: null;
	// Not wrong: what came after the proved block counts as well, and the way itself knows more of it.
	const isMore = proved !== null && value !== null && value > proved.amount;
	const ready = goesOn
		? hexOf(begun) !== null
		: !needsAmount ||
			(value !== null && wrong === null && (!isMore || cameSince));

	const start = (rehearsal: boolean, asked: ExitChoice) => {
		const key = JSON.stringify([way.way, rehearsal, asked]);
		if (intent.current.key !== key)
			intent.current = { key, id: crypto.randomUUID() };
		const { id } = intent.current;
		void beginning.run(async () => {
			const made = rehearsal
				? await wallet.engine("exit.drill", { id, chainId, way: way.way })
				: await wallet.engine("exit.begin", {
						id,
						chainId,
						way: way.way,
						...asked,
					});
			intent.current = { key: "", id: "" };
			await refresh();
			go("exit", made.id);
		});
	};
	const asked = (): ExitChoice =>
		goesOn
			? { token: null, amount: null, begun: hexOf(begun) }
			: {
					token: way.tokens ? token : null,
					amount: needsAmount && value !== null ? value.toString() : null,
					begun: null,
				};
	const what = goesOn
		? "Go on with it"
		: needsAmount
			? value === null || wrong !== null
				? "Begin"
				: `Begin with ${groupDigits(formatUnits(value, decimals))} ${symbol}`
			: "Begin with everything";

	return (
		<Frame
			title={wordsOf(way.title)}
			under={`leaving ${title}`}
			onBack={onBack}
			footer={
				<>
					<Button onClick={onBack}>Not now</Button>
					{way.isOpen ? (
						<Button
							main
							busy={beginning.busy}
							disabled={!ready}
							onClick={() => start(false, asked())}
						>
							{beginning.busy ? "Writing it down" : what}
						</Button>
					) : null}
				</>
			}
		>
			<div class="read">
				<p class="lead">
					Beginning signs nothing. It is written down here, and you sign each
					step when it is due.
				</p>
				<NotBegun work={beginning} />
				{!way.isOpen ? (
					<p>{sentencesOf(way.words)} It can be rehearsed all the same.</p>
				) : goesOn ? (
					<Field
						name="Hash of the transaction on the rollup"
						value={begun}
						onValue={setBegun}
						mono
						autofocus
						wrong={begun.trim() === "" ? null : hashFault(begun)}
						note="What it withdraws, and to whom, is read from it and proved. It has to pay this account."
					/>
				) : (
					<>
						{tokens.length === 0 ? null : (
							<fieldset class="choice flat">
								<legend>What should leave?</legend>
								<Choice
									name={coinOn(view, chainId).symbol}
									group="token"
									checked={token === null}
									onChoose={() => setToken(null)}
								/>
								{tokens.map((one) => (
									<Choice
										key={one.token}
										name={one.symbol}
										group="token"
										checked={token === one.token}
										onChoose={() => setToken(one.token)}
									/>
								))}
							</fieldset>
						)}
						{needsAmount ? (
							<Field
								name={`Amount in ${symbol}`}
								value={typed}
								onValue={setTyped}
								numeric
								wrong={wrong}
								after={
									proved === null ? undefined : (
										<Button
											label={`All of the proved ${symbol}`}
											onClick={() =>
												setTyped(formatUnits(proved.amount, decimals))
											}
										>
											All
										</Button>
									)
								}
								note={
									proved === null
										? "Nothing is proved there now. If you ask for more than you have, the rollup will not pay, and the fee on L1 is lost."
										: isMore
											? `More than the ${formatUnits(proved.amount, decimals)} ${symbol} that are proved there. If nothing came since, the rollup will not pay, and the fee on L1 is lost.`
											: "The fees are paid on Ethereum and do not come out of it."
								}
							/>
						) : (
							<p>Everything the account holds there leaves at once.</p>
						)}
						{needsAmount && isMore ? (
							<label class="tick">
								<input
									type="checkbox"
									checked={cameSince}
									onChange={(event) =>
										setCameSince(event.currentTarget.checked)
									}
								/>
								<span>
									More {symbol} arrived there after that was proved. Ask for{" "}
									{typed} all the same.
								</span>
							</label>
						) : null}
						{proved === null ? null : (
							<div class="card quiet-card">
								<div>
									<span class="mute">Proved on {title}</span>
									<span class="figure">
										{groupDigits(formatUnits(proved.amount, decimals))} {symbol}
									</span>
								</div>
								<div>
									<Grade grade={proved.grade} />
									<Age asOfS={proved.grade.asOfS} />
								</div>
							</div>
						)}
					</>
				)}
				{way.isOpen ? (
					<Section title="How this way goes">
						<p>{sentencesOf(way.words)}</p>
						<p class="small">
							{way.lastsS === null
								? "How long it takes, nobody can say."
								: `It takes about ${durationWords(way.lastsS)} in all.`}{" "}
							Each step you sign pays a fee on Ethereum. The most it can be
							stands before each signature. You need some ether there.
						</p>
					</Section>
				) : null}
				{way.rehearsal === null ? null : (
					<Section title="Rehearse it">
						<p>{wordsOf(way.rehearsal)}</p>
						<div class="buttons">
							<Button
								busy={beginning.busy}
								onClick={() =>
									start(true, { token: null, amount: null, begun: null })
								}
							>
								Rehearse with a small sum
							</Button>
						</div>
					</Section>
				)}
			</div>
		</Frame>
	);
};

const AliveLink = ({ alive }: { readonly alive: LivenessView }) => (
	<button
		type="button"
		class="live-link"
		aria-label={`${alive.title}: how alive it is, by Ethereum's facts`}
		onClick={() => go("alive", chainKey(alive))}
	>
		<Verdict alive={alive} />
		<Icon name="on" size={14} />
	</button>
);

/** The ways out of a rollup, asked at once and again for another account; null until they are known. */
const useWays = (
	chainId: number | null,
	name?: string,
): {
	readonly ways: readonly WayView[] | null;
	readonly fault: Fault | null;
	readonly ask: () => void;
} => {
	const { wallet, view } = useShared();
	const [ways, setWays] = useState<readonly WayView[] | null>(null);
	const { run, fault } = useWork();
	const { account } = view;
	const ask = useCallback(
		() =>
			void run(async () =>
				setWays(
					await wallet.engine("exit.ways", {
						chainId,
						...(name === undefined ? {} : { name }),
					}),
				),
			),
		[wallet, run, chainId, name],
	);
	useEffect(ask, [ask, account]);
	return { ways, fault, ask };
};

/** What is said of a rollup that one can leave, above its ways. */
const WaysFrame = ({
	title,
	alive,
	fault,
	onAsk,
	children,
}: {
	readonly title: string;
	readonly alive: LivenessView | undefined;
	readonly fault: Fault | null;
	readonly onAsk: () => void;
	readonly children: ComponentChildren;
}) => (
	<Frame
		title={`Leave ${title}`}
		under="the ways there are"
		onBack={() => go("leave")}
	>
		<div class="read">
			{alive === undefined ? null : <AliveLink alive={alive} />}
			{fault === null ? null : (
				<FaultNote fault={fault} title="The ways cannot be shown now.">
					<Button onClick={onAsk}>Ask again</Button>
				</FaultNote>
			)}
			{children}
		</div>
	</Frame>
);

export const ExitChoose = ({ chainId }: { readonly chainId: number }) => {
	const { view } = useShared();
	const [chosen, setChosen] = useState<string | null>(null);
	const { ways, fault, ask } = useWays(chainId);

	const chain = view.chains.find((one) => one.chainId === chainId);
	const title =
		leavable(view).find((one) => one.chainId === chainId)?.title ??
		`chain ${chainId}`;
	const alive = livenessOf(view, chainId);
	// Whatever is said of it: nothing is rehearsed with money that is worth something.
	const known = (ways ?? []).map((one) =>
		isTestNetwork(view) ? one : { ...one, rehearsal: null },
	);
	const way = known.find((one) => one.way === chosen);
	if (way !== undefined)
		return (
			<Begin
				way={way}
				chain={chain}
				chainId={chainId}
				title={title}
				onBack={() => setChosen(null)}
			/>
		);
	// What can be begun stands first.
	const sorted = known.toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen));
	return (
		<WaysFrame title={title} alive={alive} fault={fault} onAsk={ask}>
			{ways === null ? (
				fault === null ? (
					<p class="lead" role="status">
						Reading on Ethereum which ways are open. This takes a few seconds.
					</p>
				) : null
			) : ways.length === 0 ? (
				<p class="lead">
					No way out of {title} is known to this release. That does not mean
					there is none: nothing here can check one.
				</p>
			) : (
				<ul class="ways" aria-label={`Ways out of ${title}`}>
					{sorted.map((one) => (
						<WayCard
							key={one.way}
							way={one}
							onChoose={() => setChosen(one.way)}
						/>
					))}
				</ul>
			)}
			<Kept kept={keptOf(view, chainId)} chainId={chainId} title={title} />
		</WaysFrame>
	);
};

/** A chain without an id: nothing can be signed for it, so nobody can begin to leave it here. What is possible all the same is said. */
export const NoWays = ({ name }: { readonly name: string }) => {
	const { view } = useShared();
	const { ways, fault, ask } = useWays(null, name);
	const alive = livenessOf(view, name);
	const title = alive?.title ?? name;
	return (
		<WaysFrame title={title} alive={alive} fault={fault} onAsk={ask}>
			<ul class="ways" aria-label={`Ways out of ${title}`}>
				{ways?.map((one) => (
					<WayCard key={one.way} way={one} onChoose={() => {}} />
				))}
			</ul>
		</WaysFrame>
	);
};
