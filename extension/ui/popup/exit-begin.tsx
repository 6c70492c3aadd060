// The few things that have to be said before a way out is begun. Beginning signs nothing.

import type { Fault } from "../../../src/base/fault.ts";
import {
	durationWords,
	formatUnits,
	groupDigits,
} from "../../../src/base/units.ts";
import { sentencesOf, wordsOf } from "../../../src/words/catalogue.ts";
import { Age, Grade } from "../parts/amount.tsx";
import { Button, Field, Section } from "../parts/basic.tsx";
import { FaultCode, FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import {
	type ExitForm,
	type ExitWay,
	useBeginning,
	useExitForm,
} from "./exit-form.ts";

type FormProps = { readonly form: ExitForm };

/** Words for a beginning that was refused: a field that is wrong is ours to say, not a site's. */
const NotBegun = ({ fault }: { readonly fault: Fault | null }) =>
	fault === null ? null : fault.code === "bad-params" ? (
		<Note tone="bad" role="alert" title="It was not begun.">
			<p>What you asked for does not fit this way. Nothing was signed.</p>
			<FaultCode fault={fault} />
		</Note>
	) : (
		<FaultNote fault={fault} title="It was not begun. Nothing was signed." />
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

/** Which coin: a choice where the way takes tokens too. */
const WhichCoin = ({
	form: { tokens, token, setToken, ownSymbol },
}: FormProps) =>
	tokens.length === 0 ? null : (
		<fieldset class="choice flat">
			<legend>What should leave?</legend>
			<Choice
				name={ownSymbol}
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
	);

const HowMuch = ({
	form: { amount, setAmount, symbol, decimals, proved, wrong, isMore },
}: FormProps) => {
	const all = proved === null ? "" : formatUnits(proved.amount, decimals);
	return (
		<Field
			name={`Amount in ${symbol}`}
			value={amount}
			onValue={setAmount}
			numeric
			wrong={wrong}
			after={
				proved === null ? undefined : (
					<Button
						label={`All of the proved ${symbol}`}
						onClick={() => setAmount(all)}
					>
						All
					</Button>
				)
			}
			note={
				proved === null
					? "Nothing is proved there now. If you ask for more than you have, the rollup will not pay, and the fee on L1 is lost."
					: isMore
						? `More than the ${all} ${symbol} that are proved there. If nothing came since, the rollup will not pay, and the fee on L1 is lost.`
						: "The fees are paid on Ethereum and do not come out of it."
			}
		/>
	);
};

/** More than is proved: the person says that it came since. */
const CameSince = ({
	form: { symbol, amount, cameSince, setCameSince },
}: FormProps) => (
	<label class="tick">
		<input
			type="checkbox"
			checked={cameSince}
			onChange={(event) => setCameSince(event.currentTarget.checked)}
		/>
		<span>
			More {symbol} arrived there after that was proved. Ask for {amount} all
			the same.
		</span>
	</label>
);

const ProvedThere = ({
	form: { proved, symbol, decimals },
	title,
}: FormProps & { readonly title: string }) =>
	proved === null ? null : (
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
	);

/** What leaves: of a new journey which coin and how much, of one that goes on its transaction. */
const Fields = ({ form, title }: FormProps & { readonly title: string }) =>
	form.goesOn ? (
		<Field
			name="Hash of the transaction on the rollup"
			value={form.begun}
			onValue={form.setBegun}
			mono
			autofocus
			wrong={form.begunWrong}
			note="What it withdraws, and to whom, is read from it and proved. It has to pay this account."
		/>
	) : (
		<>
			<WhichCoin form={form} />
			{form.needsAmount ? (
				<HowMuch form={form} />
			) : (
				<p>Everything the account holds there leaves at once.</p>
			)}
			{form.needsAmount && form.isMore ? <CameSince form={form} /> : null}
			<ProvedThere form={form} title={title} />
		</>
	);

const HowItGoes = ({ way: { words, lastsS } }: Pick<ExitWay, "way">) => (
	<Section title="How this way goes">
		<p>{sentencesOf(words)}</p>
		<p class="small">
			{lastsS === null
				? "Nobody can say how long it takes."
				: `It takes about ${durationWords(lastsS)} in all.`}{" "}
			Each step you sign pays a fee on Ethereum. The most it can be is shown
			before each signature. You need some ether there.
		</p>
	</Section>
);

export const Begin = ({
	title,
	onBack,
	...exit
}: ExitWay & { readonly title: string; readonly onBack: () => void }) => {
	const { way } = exit;
	const form = useExitForm(exit);
	const { busy, fault, begin, rehearse } = useBeginning(exit);
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
							busy={busy}
							disabled={!form.isReady}
							onClick={() => begin(form.asked)}
						>
							{busy ? "Writing it down" : form.words}
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
				<NotBegun fault={fault} />
				{way.isOpen ? (
					<>
						<Fields form={form} title={title} />
						<HowItGoes way={way} />
					</>
				) : (
					<p>{sentencesOf(way.words)} It can be rehearsed all the same.</p>
				)}
				{way.rehearsal === null ? null : (
					<Section title="Rehearse it">
						<p>{wordsOf(way.rehearsal)}</p>
						<div class="buttons">
							<Button busy={busy} onClick={rehearse}>
								Rehearse with a small sum
							</Button>
						</div>
					</Section>
				)}
			</div>
		</Frame>
	);
};
