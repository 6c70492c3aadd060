// The few things that have to be said before a way out is begun. Beginning signs nothing.

import type { Fault } from "../../../src/base/fault.ts";
import { formatUnits } from "../../../src/base/units.ts";
import { sentencesOf, wordsOf } from "../../../src/words/catalogue.ts";
import { Age, Grade } from "../parts/amount.tsx";
import { Button, Field, Option, Section } from "../parts/basic.tsx";
import { FaultCode, FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import { durationWords, written } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import {
	type ExitForm,
	type ExitWay,
	useBeginning,
	useExitForm,
	useLeaving,
} from "./exit-form.ts";
import { filledUnits } from "./payment.ts";

type FormProps = { readonly form: ExitForm };

/** Words for a beginning that was refused: a field that is wrong is ours to say, not a site's. */
const NotBegun = ({ fault }: { readonly fault: Fault | null }) =>
	fault === null ? null : fault.code === "bad-params" ? (
		<Note tone="bad" role="alert" title={say().exits.itWasNotBegun}>
			<p>{say().exits.whatYouAskedForDoesNot}</p>
			<FaultCode fault={fault} />
		</Note>
	) : (
		<FaultNote fault={fault} title={say().exits.itWasNotBegunNothingWas} />
	);

/** Which coin: a choice where the way takes tokens too. */
const WhichCoin = ({
	form: { tokens, token, setToken, ownSymbol },
}: FormProps) =>
	tokens.length === 0 ? null : (
		<fieldset class="choice flat">
			<legend>{say().exits.whatShouldLeave}</legend>
			<Option
				group="token"
				checked={token === null}
				onChoose={() => setToken(null)}
			>
				{ownSymbol}
			</Option>
			{tokens.map((one) => (
				<Option
					key={one.token}
					group="token"
					checked={token === one.token}
					onChoose={() => setToken(one.token)}
				>
					{one.symbol}
				</Option>
			))}
		</fieldset>
	);

const HowMuch = ({
	form: { amount, setAmount, symbol, decimals, proved, wrong, isMore },
}: FormProps) => {
	const all =
		proved === null ? "" : written(formatUnits(proved.amount, decimals));
	return (
		<Field
			name={say().exits.amountIn(symbol)}
			value={amount}
			onValue={setAmount}
			numeric
			wrong={wrong}
			after={
				proved === null ? undefined : (
					<Button
						label={say().exits.allOfTheProved(symbol)}
						onClick={() => setAmount(filledUnits(proved.amount, decimals))}
					>
						{say().exits.all}
					</Button>
				)
			}
			note={
				proved === null
					? say().exits.nothingIsProvedThereNowIf
					: isMore
						? say().exits.moreThanTheThatAreProved(all, symbol)
						: say().exits.theFeesArePaidOnEthereum
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
		<span>{say().exits.moreArrivedThereAfterThatWas(symbol, amount)}</span>
	</label>
);

const ProvedThere = ({
	form: { proved, symbol, decimals },
	title,
}: FormProps & { readonly title: string }) =>
	proved === null ? null : (
		<div class="card quiet-card">
			<div>
				<span class="mute">{say().exits.provedOn(title)}</span>
				<span class="figure">
					{written(formatUnits(proved.amount, decimals))} {symbol}
				</span>
			</div>
			<div>
				<Grade grade={proved.grade} />
				<Age asOfS={proved.grade.asOfS} />
			</div>
		</div>
	);

/** Where this wallet signs the withdrawal that the way goes on from: the signing, and what was signed here before. */
const SignedHere = ({ form, exit }: FormProps & { readonly exit: ExitWay }) => {
	const leaving = useLeaving(exit);
	const { busy, fault, signed, sign, first, inPlace, setInPlace } = leaving;
	const { amount, setAmount, wrong, value, symbol, decimals } = form;
	return (
		<Section title={say().exits.withdrawHere}>
			<p>{say().exits.withdrawHereSays}</p>
			<NotBegun fault={fault} />
			<Field
				name={say().exits.amountIn(symbol)}
				value={amount}
				onValue={setAmount}
				numeric
				wrong={wrong}
			/>
			{first === undefined ? null : (
				<label class="tick">
					<input
						type="checkbox"
						checked={inPlace}
						onChange={(event) => setInPlace(event.currentTarget.checked)}
					/>
					<span>{say().exits.insteadOfNumber(`${first.nonce}`)}</span>
				</label>
			)}
			<div class="buttons">
				<Button
					busy={busy}
					disabled={value === null || wrong !== null}
					onClick={() => {
						if (value !== null) sign(value);
					}}
				>
					{say().exits.signTheWithdrawal}
				</Button>
			</div>
			{signed.length === 0 ? null : <p>{say().exits.signedHere}</p>}
			{signed.map(({ id, hash, valueWei }) => (
				<div class="buttons" key={id}>
					<Button onClick={() => form.setBegun(hash)}>
						{say().exits.goOnWith(
							`${written(formatUnits(BigInt(valueWei), decimals))} ${symbol}`,
						)}
					</Button>
				</div>
			))}
		</Section>
	);
};

/** What leaves: of a new journey which coin and how much, of one that goes on its transaction. */
const Fields = ({
	form,
	title,
	exit,
}: FormProps & { readonly title: string; readonly exit: ExitWay }) =>
	form.goesOn ? (
		<>
			{exit.way.signs === true ? <SignedHere form={form} exit={exit} /> : null}
			<Field
				name={say().exits.hashOfTheTransactionOnThe}
				value={form.begun}
				onValue={form.setBegun}
				mono
				autofocus={exit.way.signs !== true}
				wrong={form.begunWrong}
				note={say().exits.whatItWithdrawsAndToWhom}
			/>
			{exit.way.signs === true ? (
				<ProvedThere form={form} title={title} />
			) : null}
		</>
	) : (
		<>
			<WhichCoin form={form} />
			{form.needsAmount ? (
				<HowMuch form={form} />
			) : (
				<p>{say().exits.everythingTheAccountHoldsThere}</p>
			)}
			{form.needsAmount && form.isMore ? <CameSince form={form} /> : null}
			<ProvedThere form={form} title={title} />
		</>
	);

const HowItGoes = ({ way: { words, lastsS } }: Pick<ExitWay, "way">) => (
	<Section title={say().exits.howThisWayGoes}>
		<p>{sentencesOf(words)}</p>
		<p class="small">
			{lastsS === null
				? say().exits.nobodyCanSayHowLongIt
				: say().exits.itTakesAboutInAll(durationWords(lastsS))}{" "}
			{say().exits.eachStepYouSignPaysA}
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
			under={say().exits.leaving(title)}
			onBack={onBack}
			footer={
				<>
					<Button onClick={onBack}>{say().exits.notNow}</Button>
					{way.isOpen ? (
						<Button
							main
							busy={busy}
							disabled={!form.isReady}
							onClick={() => begin(form.asked)}
						>
							{busy ? say().exits.writingItDown : form.words}
						</Button>
					) : null}
				</>
			}
		>
			<div class="read">
				<p class="lead">{say().exits.beginningSignsNothingItIsWritten}</p>
				<NotBegun fault={fault} />
				{way.isOpen ? (
					<>
						<Fields form={form} title={title} exit={exit} />
						<HowItGoes way={way} />
					</>
				) : (
					<p>{say().exits.itCanBeRehearsedAllThe(sentencesOf(way.words))}</p>
				)}
				{way.rehearsal === null ? null : (
					<Section title={say().exits.rehearseIt}>
						<p>{wordsOf(way.rehearsal)}</p>
						<div class="buttons">
							<Button busy={busy} onClick={rehearse}>
								{say().exits.rehearseWithASmallSum}
							</Button>
						</div>
					</Section>
				)}
			</div>
		</Frame>
	);
};
