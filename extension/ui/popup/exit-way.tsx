// One way out in the list of those there are.

import type { WayView } from "../../../src/protocol/exit-views.ts";
import { sentencesOf, wordsOf } from "../../../src/words/catalogue.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { Button, Facts } from "../parts/basic.tsx";
import { FaultCode } from "../parts/fault.tsx";
import { GradeShape } from "../parts/icon.tsx";
import { durationWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";

/** Is it open, in words with a shape. */
const Openness = ({ way }: { readonly way: WayView }) => {
	const [tone, shape, words] =
		way.fault !== null
			? (["none", "empty", say().exits.cannotBeSaidNow] as const)
			: way.isOpen
				? (["ok", "check", say().exits.openNow] as const)
				: (["wait", "dashed", say().exits.notOpenNow] as const);
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
				<Button
					label={say().exits.rehearse(wordsOf(way.title))}
					onClick={onChoose}
				>
					{say().exits.rehearseIt}
				</Button>
			</div>
		) : null}
		{way.isOpen ? (
			<>
				<Facts
					facts={[
						{
							name: say().exits.takesAbout,
							value:
								way.lastsS === null
									? say().exits.nobodyKnows
									: durationWords(way.lastsS),
						},
						{
							name: say().exits.brings,
							value: way.fromBegun
								? say().exits.whatYouWithdrewThere
								: `${way.takes === "everything" ? say().exits.allTheAccountHolds : say().exits.anAmountYouChoose}, ${way.tokens ? say().exits.etherOrAToken : say().exits.inEther}`,
						},
					]}
				/>
				<div class="buttons">
					<Button
						main
						label={say().exits.choose(wordsOf(way.title))}
						onClick={onChoose}
					>
						{say().exits.chooseThisWay}
					</Button>
				</div>
			</>
		) : null}
	</li>
);
