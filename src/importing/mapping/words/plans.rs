//! The words of the field for what a child is worked with under, whether a case is open, and what a worker is to a child.

use super::Words;
use crate::importing::mapping::targets::LEAVE_ROW;

/// Words for plans.
pub(super) const PLAN: Words = &[
    (
        "under_assessment",
        "assessment|under assessment|in assessment|open assessment|single assessment|assessment only|\
         assessments|c&f assessment|c&f|c and f assessment|child and family assessment|child & family assessment|\
         cfa|sa|s47|section 47|s47 enquiry|initial assessment|core assessment|being assessed|\
         undergoing assessment|pre-birth assessment|pre birth assessment",
    ),
    (
        "early_help",
        "eh|early help|early help plan|early help assessment|targeted early help|tac|taf|\
         team around the family|team around the child|family support",
    ),
    (
        "child_in_need",
        "cin|cinp|child in need|child in need plan|children in need|cin plan|s17|section 17|s.17|\
         cin s17|in need",
    ),
    (
        "child_protection",
        "cp|cpp|child protection|child protection plan|cp plan|subject to cp|subject to cp plan|\
         subject to a child protection plan|subject to a cp plan|on a cp plan|on cp plan|\
         on a child protection plan|cp plan cpp|child protection plan cp",
    ),
    (
        "looked_after",
        "lac|cla|cic|la|looked after|looked-after|looked after child|looked-after child|\
         looked after children|child looked after|children looked after|child in care|children in care|\
         in care|cared for|cared-for|cared for child|cared for children|children we care for|\
         child we care for|our child|accommodated|looked after child lac|looked after lac|section 20|\
         s20|s.20|section 31|s31|s.31|section 38|s38|ico|fco|care order|interim care order|\
         full care order|placement order|c1|c2|d1|e1|v2|l1|l2|l3|j1|j2|j3|c1 ico|c2 fco|v2 s20",
    ),
    (
        "child_protection_and_looked_after",
        "dual|dual status|cp and lac|lac and cp|looked after and child protection|\
         looked after and on a child protection plan",
    ),
    ("care_leaver_eligible", "eligible|eligible child|eligible care leaver|care leaver eligible"),
    ("care_leaver_relevant", "relevant|relevant child|relevant care leaver|care leaver relevant"),
    (
        "care_leaver_former_relevant",
        "care leaver|care leavers|care-leaver|cl|leaving care|former relevant|former relevant child|fr|\
         frc|care experienced|care leaver former relevant|aftercare|after care|18+|18 plus|\
         care leaver 18+",
    ),
    ("privately_fostered", "pf|private fostering|privately fostered|private foster|private fostering arrangement"),
    ("permanence_family_finding", "family finding"),
    ("permanence_placed", "placed for adoption|a3|a4|a5|a6"),
    ("adoption_support", "adoption support|post adoption|post-adoption|post adoption support|asf"),
    ("care_managed", "care managed|care-managed|care management|short breaks only|review only"),
    (
        LEAVE_ROW,
        "closed|closed case|closed episode|case closed|ended|nfa|no further action|not open|inactive|\
         ceased",
    ),
];

/// Words for whether a case is open.
pub(super) const OPEN: Words = &[
    (
        "yes",
        "open|opened|open case|case open|active|active case|allocated|current|live|ongoing|on going|on-going|in progress|\
         started|re-opened|reopened|re opened|unallocated|awaiting allocation|pending allocation|pending closure|\
         closing|closure pending|awaiting closure|pending|waiting|new|y",
    ),
    (
        LEAVE_ROW,
        "closed|closed case|case closed|closed episode|inactive|ended|ceased|completed|complete|nfa|\
         no further action|referral nfa|closed nfa|not open|not active|archived|archive|historic|historical|finished|\
         discharged|withdrawn|cancelled|n|closed to service|closed to team|no longer open",
    ),
];

/// Words for what the worker of a row is to the child.
pub(super) const ROLES: Words = &[
    (
        "holder",
        "allocated worker|allocated social worker|allocated sw|allocated|allocated case worker|allocated practitioner|\
         social worker|sw|key worker|keyworker|lead worker|lead|lead social worker|lead practitioner|lead professional|\
         case holder|caseholder|case worker|caseworker|case owner|primary|primary worker|primary social worker|\
         main worker|main|holder|responsible worker|responsible social worker|child's social worker|\
         senior social worker|advanced practitioner|case responsibility|case holding worker|current worker",
    ),
    (
        "co_worker",
        "co-worker|co worker|coworker|co-allocated|co-allocated worker|co-working|joint worker|joint allocated|\
         secondary|secondary worker|secondary social worker|second worker|second social worker|joint",
    ),
    (
        "instead",
        "family support worker|fsw|support worker|social work assistant|social care worker|personal adviser|\
         personal advisor|pa|leaving care worker|leaving care personal adviser|allocated personal adviser|\
         allocated personal advisor|student|student social worker|family practitioner|early help worker|\
         assessment worker|assessing worker|assessing social worker",
    ),
    (
        "other",
        "iro|independent reviewing officer|reviewing officer|cp chair|chair|conference chair|\
         child protection chair|cp conference chair|independent chair|team manager|manager|tm|assistant team manager|\
         deputy team manager|atm|practice manager|service manager|supervisor|supervising social worker|ssw|\
         fostering social worker|fostering worker|health visitor|hv|school nurse|teacher|designated teacher|gp|\
         guardian|children's guardian|cafcass guardian|cafcass|advocate|independent visitor|virtual school|police|\
         duty worker|edt|business support|admin|adoption worker|adoption social worker|family finder|\
         previous worker|previous social worker|former worker|youth worker|mentor|other professional|professional",
    ),
];
