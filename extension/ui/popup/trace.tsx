// Why a number is what it is: the chain of reasons, and what could still be wrong with it.

import { useEffect, useState } from "preact/hooks";
import { groupInText, millisWords } from "../../../src/base/units.ts";
import type { TraceView } from "../../../src/protocol/views.ts";
import { sentencesOf } from "../../../src/words/catalogue.ts";
import { saveFile } from "../host.ts";
import { Age, Grade, Warning } from "../parts/amount.tsx";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { TraceLine } from "../parts/line.tsx";
import { useShared, useWork } from "../wallet.tsx";
import { gradeSays } from "../words.ts";

const totalMs = (trace: TraceView): number | null => {
	const measured = trace.knots.flatMap(({ tookMs }) =>
		tookMs === null ? [] : [tookMs],
	);
	return measured.length === 0
		? null
		: measured.reduce((sum, ms) => sum + ms, 0);
};

/** May what stands at the end of this proof trace be shown? Only if the whole line holds and somebody stands behind it. */
export const conclusionOf = (trace: TraceView): string | null =>
	trace.knots.length === 0 ||
	trace.knots.some(({ fault }) => fault !== null) ||
	trace.grade === null ||
	trace.grade.who === "claimed"
		? null
		: trace.conclusion;

const TraceEnd = ({ trace }: { readonly trace: TraceView }) => {
	const conclusion = conclusionOf(trace);
	const broke = trace.knots.findIndex(({ fault }) => fault !== null);
	return conclusion === null || trace.grade === null ? (
		<div class="trace-end broken" data-amount="unproved">
			<p class="conclusion">—</p>
			<p>
				{broke < 0
					? "The line does not reach a number that can be shown."
					: `The line breaks at check ${broke + 1}. So there is no number here.`}
			</p>
		</div>
	) : (
		<div class="trace-end">
			<p class="conclusion">
				{conclusion === "" ? "It holds." : groupInText(conclusion)}
			</p>
			<p>
				<Grade grade={trace.grade} /> <Age asOfS={trace.grade.asOfS} />
			</p>
			<Warning
				words={
					trace.stale === true ? "Too old to be taken for the present" : null
				}
			/>
			<Warning words={trace.warning} />
			<p class="small">{gradeSays(trace.grade)}</p>
		</div>
	);
};

export const Trace = ({
	id,
	note = null,
	onDone,
}: {
	readonly id: string;
	/** Whose word it is, where somebody may take it for another's. */
	readonly note?: string | null;
	readonly onDone: () => void;
}) => {
	const { wallet } = useShared();
	const [trace, setTrace] = useState<TraceView | null>(null);
	const reading = useWork();
	const saving = useWork();
	const { run } = reading;
	useEffect(() => {
		setTrace(null);
		void run(async () => setTrace(await wallet.engine("trail.get", { id })));
	}, [wallet, id, run]);
	if (trace === null)
		return (
			<Frame title="The reasons" onBack={onDone}>
				{reading.fault === null ? (
					<p class="lead">Reading the checks this number rests on.</p>
				) : (
					<FaultNote
						fault={reading.fault}
						title="The reasons cannot be shown."
					/>
				)}
			</Frame>
		);
	const held = trace.knots.filter(({ fault }) => fault === null).length;
	const broken = held < trace.knots.length;
	const took = totalMs(trace);
	return (
		<Frame
			title={groupInText(trace.title)}
			under="the chain of reasons"
			onBack={onDone}
			aside={
				<div class="head-line">
					<span class={broken ? "tone bad" : "tone ok"}>
						{held} of {trace.knots.length} checks
					</span>
					<small>
						{took === null ? "" : `${millisWords(took)} on this device`}
					</small>
				</div>
			}
			footer={
				<>
					<Button
						busy={saving.busy}
						onClick={() => {
							void saving.run(async () => {
								const { file } = await wallet.engine("evidence.export", { id });
								saveFile("sextant-proof.json", file);
							});
						}}
					>
						Export proof
					</Button>
					<Button main onClick={onDone}>
						Done
					</Button>
				</>
			}
		>
			<div class="read">
				{saving.fault === null ? null : (
					<FaultNote fault={saving.fault} title="The proof was not saved." />
				)}
				{note === null ? null : <p class="engine-word">{note}</p>}
				<TraceLine trace={trace} />
				<TraceEnd trace={trace} />
				<Section title="Could this still be wrong?">
					<p>{sentencesOf(trace.couldBeWrong)}</p>
				</Section>
			</div>
		</Frame>
	);
};
