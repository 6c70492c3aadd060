// The proof trace: one line, a step for each check, broken where a check failed. Each step opens to its facts.

import { useId, useState } from "preact/hooks";
import {
	ageWords,
	groupInText,
	millisWords,
	shortHex,
} from "../../../src/base/units.ts";
import type { TraceView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { useNow } from "../wallet.tsx";
import { Copy } from "./basic.tsx";
import { FaultNote } from "./fault.tsx";
import { Icon } from "./icon.tsx";

type TraceStepView = TraceView["knots"][number];

const dateWords = (timeS: number): string =>
	new Date(timeS * 1000).toLocaleString(undefined, {
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

const TraceStep = ({
	traceStep,
	place,
	count,
	root,
	after,
}: {
	readonly traceStep: TraceStepView;
	readonly place: number;
	readonly count: number;
	readonly root: boolean;
	/** Comes after the break: drawn, but it holds nothing. */
	readonly after: boolean;
}) => {
	const [open, setOpen] = useState(traceStep.fault !== null);
	const id = useId();
	const now = useNow();
	const state =
		traceStep.fault !== null
			? "failed"
			: after
				? "after"
				: root
					? "root"
					: "held";
	const took =
		traceStep.tookMs === null
			? root
				? "you"
				: ""
			: millisWords(traceStep.tookMs);
	return (
		<li class={`trace-step ${state}`}>
			<button
				type="button"
				aria-expanded={open}
				aria-controls={id}
				aria-label={`Check ${place} of ${count}: ${wordsOf(traceStep.title)}, ${
					traceStep.fault !== null
						? "failed, the line breaks here"
						: after
							? "rests on a failed check"
							: root
								? "accepted by you"
								: "holds"
				}`}
				onClick={() => setOpen(!open)}
			>
				<span class="trace-step-title">{wordsOf(traceStep.title)}</span>
				<span class="took">{took}</span>
				<span class="trace-step-detail">
					{groupInText(wordsOf(traceStep.detail))}
				</span>
				<Icon name="down" size={14} />
			</button>
			<div id={id} class="trace-step-facts" hidden={!open}>
				{traceStep.fault === null ? null : (
					<FaultNote fault={traceStep.fault} />
				)}
				<dl class="facts">
					<div>
						<dt>Check</dt>
						<dd>
							<code>{traceStep.rule}</code>
						</dd>
					</div>
					{traceStep.asOfS === null ? null : (
						<div>
							<dt>True at</dt>
							<dd>
								{dateWords(traceStep.asOfS)}, {ageWords(traceStep.asOfS, now)}
							</dd>
						</div>
					)}
					{traceStep.facts.map(({ name, value }) => (
						<div key={name}>
							<dt>{name}</dt>
							<dd>
								<Value name={name} value={wordsOf(value)} />
							</dd>
						</div>
					))}
					{traceStep.source === null && !root ? null : (
						<div>
							<dt>Bytes from</dt>
							<dd>{root ? "you" : traceStep.source}</dd>
						</div>
					)}
					{traceStep.tookMs === null ? null : (
						<div>
							<dt>Took</dt>
							<dd>{millisWords(traceStep.tookMs)} on this device</dd>
						</div>
					)}
				</dl>
			</div>
		</li>
	);
};

export const TraceLine = ({ trace }: { readonly trace: TraceView }) => {
	const broke = trace.knots.findIndex((traceStep) => traceStep.fault !== null);
	return (
		<ol
			class="trace"
			aria-label="The chain of reasons, from your checkpoint down"
		>
			{trace.knots.map((traceStep, i) => (
				<TraceStep
					// A proof trace is a list in order; the place of a step is its identity.
					key={`${i}-${traceStep.rule}`}
					traceStep={traceStep}
					place={i + 1}
					count={trace.knots.length}
					root={traceStep.rule === "checkpoint"}
					after={broke >= 0 && i > broke}
				/>
			))}
		</ol>
	);
};
