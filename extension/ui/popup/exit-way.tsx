// One way out in the list of those there are.

import { durationWords } from "../../../src/base/units.ts";
import type { WayView } from "../../../src/protocol/exit-views.ts";
import { sentencesOf, wordsOf } from "../../../src/words/catalogue.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { Button, Facts } from "../parts/basic.tsx";
import { FaultCode } from "../parts/fault.tsx";
import { GradeShape } from "../parts/icon.tsx";

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

export const WayCard = ({
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
