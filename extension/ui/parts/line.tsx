// The proof trace: one line, a step for each check, broken where a check failed. Each step opens to its facts.

import { useId, useState } from "preact/hooks";
import { groupInText, shortHex } from "../../../src/base/units.ts";
import type { TraceView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { ageWords, millisWords } from "../say/numbers.ts";
import { say, spokenLocale } from "../say/say.ts";
import { useNow } from "../wallet.tsx";
import { Copy } from "./basic.tsx";
import { Fact } from "./fact.tsx";
import { FaultNote } from "./fault.tsx";
import { Icon } from "./icon.tsx";

type TraceStepView = TraceView["knots"][number];

const dateWords = (timeS: number): string =>
	new Date(timeS * 1000).toLocaleString(spokenLocale(), {
		dateStyle: "medium",
		timeStyle: "medium",
	});

/** A fact's value; long hex is shortened in its middle and can be copied whole. */
const Value = ({
	name,
	value,
}: {
	readonly name: string;
	readonly value: string;
}) =>
	/^0x[0-9a-f]{9,}$/i.test(value) ? (
		<span class="hash">
			<code title={value}>{shortHex(value, 8)}</code>
			<Copy value={value} what={name} />
		</span>
	) : (
		<span>{value}</span>
	);

type StepStanding = "held" | "root" | "failed" | "after";

const standingWords = (): { readonly [standing in StepStanding]: string } => ({
	held: say().parts.holds,
	root: say().parts.acceptedByYou,
	failed: say().parts.failedTheLineBreaksHere,
	after: say().parts.restsOnAFailedCheck,
});

/** @param after does it come after the break: drawn, but it holds nothing? */
const standingOf = (
	{ fault, rule }: TraceStepView,
	after: boolean,
): StepStanding => {
	if (fault !== null) return "failed";
	if (after) return "after";
	return rule === "checkpoint" ? "root" : "held";
};

const StepFacts = ({
	traceStep: { rule, asOfS, facts, source, tookMs },
}: {
	readonly traceStep: TraceStepView;
}) => {
	const now = useNow();
	const from = rule === "checkpoint" ? say().parts.you : source;
	return (
		<dl class="facts">
			<Fact name={say().parts.check}>
				<code>{rule}</code>
			</Fact>
			{asOfS === null ? null : (
				<Fact name={say().parts.trueAt}>
					{dateWords(asOfS)}, {ageWords(asOfS, now)}
				</Fact>
			)}
			{facts.map(({ name, value }) => (
				<Fact key={name} name={name}>
					<Value name={name} value={wordsOf(value)} />
				</Fact>
			))}
			{from === null ? null : <Fact name={say().parts.bytesFrom2}>{from}</Fact>}
			{tookMs === null ? null : (
				<Fact name={say().parts.took}>
					{say().parts.onThisDevice(millisWords(tookMs))}
				</Fact>
			)}
		</dl>
	);
};

const TraceStep = ({
	traceStep,
	place,
	count,
	after,
}: {
	readonly traceStep: TraceStepView;
	readonly place: number;
	readonly count: number;
	/** Comes after the break. */
	readonly after: boolean;
}) => {
	const { title, detail, fault, rule, tookMs } = traceStep;
	const [open, setOpen] = useState(fault !== null);
	const id = useId();
	const standing = standingOf(traceStep, after);
	const took =
		tookMs !== null
			? millisWords(tookMs)
			: rule === "checkpoint"
				? say().parts.you
				: "";
	return (
		<li class={`trace-step ${standing}`}>
			<button
				type="button"
				aria-expanded={open}
				aria-controls={id}
				onClick={() => setOpen(!open)}
			>
				<span class="unseen">
					{say().parts.checkOf(
						place,
						count,
						wordsOf(title),
						standingWords()[standing],
					)}
				</span>
				{/* said just before */}
				<span class="trace-step-title" aria-hidden="true">
					{wordsOf(title)}
				</span>
				<span class="took">{took}</span>
				<span class="trace-step-detail">{groupInText(wordsOf(detail))}</span>
				<Icon name="down" size={14} />
			</button>
			<div id={id} class="trace-step-facts" hidden={!open}>
				<FaultNote fault={fault} />
				<StepFacts traceStep={traceStep} />
			</div>
		</li>
	);
};

export const TraceLine = ({ trace }: { readonly trace: TraceView }) => {
	const broke = trace.knots.findIndex((traceStep) => traceStep.fault !== null);
	return (
		<ol class="trace" aria-label={say().parts.theChainOfReasonsFromYour}>
			{trace.knots.map((traceStep, i) => (
				<TraceStep
					// A proof trace is a list in order; the place of a step is its identity.
					key={`${i}-${traceStep.rule}`}
					traceStep={traceStep}
					place={i + 1}
					count={trace.knots.length}
					after={broke >= 0 && i > broke}
				/>
			))}
		</ol>
	);
};
