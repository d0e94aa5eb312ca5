-- tables
keystore.blob_key: blob bytea not null
keystore.blob_key: jurisdiction integer not null
keystore.blob_key: wrapped bytea not null
keystore.box_share: jurisdiction integer not null
keystore.box_share: matter text not null
keystore.box_share: shares bytea not null
keystore.joint_seat: jurisdiction integer not null
keystore.joint_seat: matter text not null
keystore.joint_seat: seat bytea not null
keystore.joint_seat: wrapped bytea not null
keystore.matter_key: doc bytea not null
keystore.matter_key: epoch smallint not null
keystore.matter_key: internal bytea
keystore.matter_key: jurisdiction integer not null
keystore.matter_key: level smallint not null default 0
keystore.matter_key: log bytea
keystore.matter_key: matter text not null
keystore.matter_key: office text not null
keystore.opened_box: jurisdiction integer not null
keystore.opened_box: level smallint not null
keystore.opened_box: matter text not null
keystore.opened_box: n integer not null
keystore.opened_box: office text not null
keystore.opened_box: until timestamp with time zone not null
keystore.opened_box: wrapped bytea not null
keystore.relay_box: jurisdiction integer not null
keystore.relay_box: matter text not null
keystore.relay_box: sealed bytea not null
keystore.released_share: custodian text not null
keystore.released_share: jurisdiction integer not null
keystore.released_share: level smallint not null
keystore.released_share: matter text not null
keystore.released_share: n integer not null
keystore.released_share: wrapped bytea not null
public.access: hour timestamp with time zone not null
public.access: how text not null default 'either'::text
public.access: jurisdiction integer not null
public.access: matter text not null
public.access: post text not null
public.access: staff text not null
public.access_day: day date not null
public.access_day: jurisdiction integer not null
public.access_day: matters integer not null
public.access_day: opened integer not null
public.access_digest: day date not null
public.access_digest: jurisdiction integer not null
public.access_digest: leaf bytea not null
public.access_digest: matter text not null
public.access_digest: n integer not null
public.access_digest: payload bytea not null
public.api_client: client text not null
public.api_client: hook_url text
public.api_client: jurisdiction integer not null
public.api_client: key_hash bytea not null
public.api_client: per_hour integer not null
public.asset: changed_at timestamp with time zone not null
public.asset: class text not null
public.asset: closures text not null
public.asset: english text
public.asset: inspected_by date
public.asset: jurisdiction integer not null
public.asset: local text not null
public.asset: made date
public.asset: matter text not null
public.asset: name text not null
public.asset: office text not null
public.asset: proofs text not null
public.asset: sector text not null
public.asset: since timestamp with time zone not null
public.asset: site text not null
public.asset: spot integer
public.asset: stays text not null
public.asset: until timestamp with time zone
public.asset: valid_by date
public.asset: versions text not null
public.assignment: jurisdiction integer not null
public.assignment: level smallint not null
public.assignment: matter text not null
public.assignment: office text not null
public.assignment: role text not null
public.assignment: since integer not null
public.assignment: until integer
public.blob: blob bytea not null
public.blob: bytes bytea not null
public.blob: chunk integer not null
public.blob: jurisdiction integer not null
public.blob: matter text not null
public.blob: size bigint not null
public.call_code: code_hash bytea not null
public.call_code: id uuid not null
public.call_code: jurisdiction integer not null
public.call_code: matter text not null
public.call_code: post text not null
public.call_code: until timestamp with time zone not null
public.call_message: answer_code text
public.call_message: attempt integer not null
public.call_message: because text not null
public.call_message: channel text not null
public.call_message: cycle integer not null
public.call_message: deadline_at timestamp with time zone
public.call_message: due_at timestamp with time zone not null
public.call_message: exercise boolean not null
public.call_message: first boolean not null
public.call_message: id uuid not null
public.call_message: jurisdiction integer not null
public.call_message: matter text not null
public.call_message: office text not null
public.call_message: post text not null
public.call_message: provider_id text
public.call_message: quiet_until timestamp with time zone
public.call_message: says jsonb not null
public.call_message: sent_with uuid
public.call_message: state text not null
public.call_message: step text not null
public.call_message: stream text not null
public.call_message: tried_at timestamp with time zone
public.call_message: version integer not null
public.cap_feed: fault text
public.cap_feed: feed text not null
public.cap_feed: jurisdiction integer not null
public.cap_feed: looked_at timestamp with time zone not null
public.cap_feed: office text not null
public.cash_line: amount integer not null
public.cash_line: day date not null
public.cash_line: jurisdiction integer not null
public.cash_line: n integer not null
public.cash_line: nth smallint not null
public.cash_line: post text not null
public.cash_line: reason text
public.cash_line: slip bytea not null
public.cash_line: year integer not null
public.check_lesson: differs text not null
public.check_lesson: done_at timestamp with time zone not null
public.check_lesson: expected integer
public.check_lesson: jurisdiction integer not null
public.check_lesson: lacks text not null
public.check_lesson: matter text not null
public.check_lesson: minutes integer not null
public.check_lesson: site text not null
public.check_lesson: teacher text
public.check_lesson: things text not null
public.check_lesson: topic text not null
public.check_lesson: trained integer
public.check_lesson: use text not null
public.check_lesson: voided boolean not null
public.check_lesson: whole_at timestamp with time zone
public.check_photo: here boolean not null
public.check_photo: jurisdiction integer not null
public.check_photo: matter text not null
public.check_photo: nth integer not null
public.check_photo: size integer not null
public.check_photo: tag bytea
public.check_record: completed_at timestamp with time zone
public.check_record: done_at timestamp with time zone not null
public.check_record: findings integer not null
public.check_record: form text
public.check_record: handle bytea
public.check_record: jurisdiction integer not null
public.check_record: manifest bytea
public.check_record: matter text not null
public.check_record: nil boolean not null
public.check_record: not_before timestamp with time zone
public.check_record: office text not null
public.check_record: received_at timestamp with time zone not null
public.check_record: signed_at timestamp with time zone
public.check_record: site text not null
public.check_record: twin text
public.check_record: voided boolean not null
public.check_slot: jurisdiction integer not null
public.check_slot: matter text not null
public.check_slot: rule text not null
public.check_slot: site text not null
public.check_slot: slot text not null
public.circular: answered integer not null
public.circular: carry_by date
public.circular: ended_on date
public.circular: issued_on date not null
public.circular: jurisdiction integer not null
public.circular: matter text not null
public.circular: office text not null
public.circular: offices integer not null
public.circular: paper text not null
public.circular: receipt_by date not null
public.circular: received integer not null
public.circular: replaces text
public.circular: taken_back boolean not null
public.circular: title text not null
public.circular_office: carried_on date
public.circular_office: carry_by date
public.circular_office: ended boolean not null
public.circular_office: jurisdiction integer not null
public.circular_office: matter text not null
public.circular_office: office text not null
public.circular_office: receipt_by date not null
public.circular_office: received_on date
public.closed_checkpoint: at timestamp with time zone not null
public.closed_checkpoint: epoch smallint not null
public.closed_checkpoint: jurisdiction integer not null
public.closed_checkpoint: note text not null
public.closed_checkpoint: root bytea not null
public.closed_checkpoint: size bigint not null
public.closed_log: epoch smallint not null
public.closed_log: jurisdiction integer not null
public.closed_log: origin text not null
public.closed_log: promise_vkey text not null
public.closed_log: vkey text not null
public.conference: called_off boolean not null
public.conference: closed_on date
public.conference: day date not null
public.conference: decided integer not null
public.conference: items integer not null
public.conference: jurisdiction integer not null
public.conference: matter text not null
public.conference: meeting text not null
public.conference: office text not null
public.conference: offices text not null
public.conference: opened_on date
public.conference: signed_on date
public.conference_decision: by_day date not null
public.conference_decision: confirmed_on date
public.conference_decision: extended boolean not null
public.conference_decision: jurisdiction integer not null
public.conference_decision: kept_on date
public.conference_decision: matter text not null
public.conference_decision: nth integer not null
public.conference_decision: office text not null
public.conference_decision: public_line text
public.consultation: all_answered boolean not null
public.consultation: answered integer not null
public.consultation: breaches integer not null
public.consultation: decided_on date
public.consultation: dropped_on date
public.consultation: from_day date not null
public.consultation: groups integer not null
public.consultation: jurisdiction integer not null
public.consultation: matter text not null
public.consultation: office text not null
public.consultation: ordered boolean not null
public.consultation: outcome text
public.consultation: published_on date
public.consultation: questions integer not null
public.consultation: title text not null
public.consultation: until_day date not null
public.consultation_comment: consultation text not null
public.consultation_comment: in_group integer
public.consultation_comment: jurisdiction integer not null
public.consultation_comment: left_out text
public.consultation_comment: matter text not null
public.consultation_comment: outcome text
public.consultation_comment: publish text not null
public.consultation_comment: question integer
public.consultation_comment: withdrawn boolean not null
public.cosignature: at timestamp with time zone not null
public.cosignature: epoch smallint not null
public.cosignature: jurisdiction integer not null
public.cosignature: line text not null
public.cosignature: size bigint not null
public.cosignature: vkey text not null
public.definition: body bytea not null
public.definition: hash bytea not null
public.definition: jurisdiction integer not null
public.definition: kind text not null
public.definition: name text not null
public.door_box: day date not null
public.door_box: door bytea not null
public.door_box: id bytea not null
public.door_box: jurisdiction integer not null
public.door_box: sealed bytea not null
public.door_box: turn bigint not null default (floor((random() * ('9007199254740991'::bigint)::double precision)))::bigint
public.drill: above text
public.drill: alarm_at timestamp with time zone
public.drill: assessed boolean not null
public.drill: began_at timestamp with time zone
public.drill: dead integer
public.drill: destroy_on date
public.drill: evacuated integer
public.drill: first_told_at timestamp with time zone
public.drill: grade text
public.drill: injured integer
public.drill: jurisdiction integer not null
public.drill: known_at timestamp with time zone
public.drill: lead text not null
public.drill: level text
public.drill: level_until timestamp with time zone
public.drill: matter text not null
public.drill: missing integer
public.drill: next_call_at timestamp with time zone
public.drill: out_at timestamp with time zone
public.drill: over_at timestamp with time zone
public.drill: peer_of text
public.drill: place text
public.drill: plan text
public.drill: plan_hash text
public.drill: site text
public.drill: site_called text
public.drill: site_class text
public.drill: stage text not null
public.drill: warning text
public.drill: what text not null
public.drill_call: answer text
public.drill_call: answered_at timestamp with time zone
public.drill_call: called_at timestamp with time zone not null
public.drill_call: jurisdiction integer not null
public.drill_call: matter text not null
public.drill_call: office text not null
public.drill_call: post text not null
public.drill_call: waits boolean not null
public.duty_away: day date not null
public.duty_away: jurisdiction integer not null
public.duty_away: staff text not null
public.duty_feed: feed bytea not null
public.duty_feed: jurisdiction integer not null
public.duty_feed: made_at timestamp with time zone not null
public.duty_feed: post text not null
public.duty_feed: revoked_at timestamp with time zone
public.duty_holder: holder text not null
public.duty_holder: jurisdiction integer not null
public.duty_holder: matter text not null
public.duty_holder: staff text not null
public.duty_seat: at_once boolean not null
public.duty_seat: been text not null
public.duty_seat: begins timestamp with time zone not null
public.duty_seat: day date not null
public.duty_seat: day_off boolean not null
public.duty_seat: dropped boolean not null
public.duty_seat: ends timestamp with time zone not null
public.duty_seat: holder text
public.duty_seat: jurisdiction integer not null
public.duty_seat: kind text not null
public.duty_seat: matter text not null
public.duty_seat: night boolean not null
public.duty_seat: office text not null
public.duty_seat: part text not null
public.duty_seat: plan text not null
public.duty_seat: post text
public.duty_seat: posts text not null
public.duty_seat: published boolean not null
public.duty_seat: reception_from timestamp with time zone
public.duty_seat: reception_to timestamp with time zone
public.duty_seat: rest_hours integer not null
public.duty_seat: seat text not null
public.duty_seat: shift text not null
public.duty_seat: version integer not null
public.duty_shift: begins timestamp with time zone not null
public.duty_shift: checks integer not null
public.duty_shift: ended boolean not null
public.duty_shift: ends timestamp with time zone not null
public.duty_shift: jurisdiction integer not null
public.duty_shift: last_line_at timestamp with time zone
public.duty_shift: matter text not null
public.duty_shift: next text
public.duty_shift: office text not null
public.duty_shift: open_items integer not null
public.duty_shift: plan text not null
public.duty_shift: roster text not null
public.duty_shift: shift text not null
public.duty_shift: signed_in_at timestamp with time zone
public.duty_shift: signed_in_by text
public.duty_shift: signed_in_roster text
public.duty_shift: signed_out_at timestamp with time zone
public.duty_shift: signed_out_by text
public.duty_shift: supervisor text
public.duty_swap: asked_by text not null
public.duty_swap: back text
public.duty_swap: jurisdiction integer not null
public.duty_swap: kind text not null
public.duty_swap: matter text not null
public.duty_swap: n integer not null
public.duty_swap: seat text not null
public.duty_swap: state text not null
public.duty_swap: taken_by text
public.entity: calendar bytea not null
public.entity: came_on date not null
public.entity: entity text not null
public.entity: jurisdiction integer not null
public.entity: kind text not null
public.entity: pack bytea not null
public.entity: place_code text
public.entity: since timestamp with time zone not null
public.entity: sort text not null
public.entity: subject text
public.event: actor text not null
public.event: actor_office text
public.event: actor_post text
public.event: calendar bytea not null
public.event: jurisdiction integer not null
public.event: key_epoch smallint not null
public.event: leaf bytea not null
public.event: level smallint not null
public.event: matter text not null
public.event: occurred_on date
public.event: pack bytea not null
public.event: payload bytea not null
public.event: recorded_at timestamp with time zone not null
public.event: stream text not null
public.event: type text not null
public.event: v smallint not null
public.event: version integer not null
public.event: visibility text not null
public.field_key: expires_at timestamp with time zone not null
public.field_key: jurisdiction integer not null
public.field_key: key_hash bytea not null
public.field_key: made_at timestamp with time zone not null
public.field_key: staff text not null
public.figure: document bytea not null
public.figure: jurisdiction integer not null
public.figure: month text not null
public.hazard: accepted_on date
public.hazard: acceptor text
public.hazard: cites text
public.hazard: danger text not null
public.hazard: delisted_on date
public.hazard: due_on date
public.hazard: extended integer not null
public.hazard: found_on date not null
public.hazard: grade text
public.hazard: guarded boolean not null
public.hazard: item text
public.hazard: jurisdiction integer not null
public.hazard: lead text not null
public.hazard: listed boolean not null
public.hazard: matter text not null
public.hazard: mended_on date
public.hazard: mender text
public.hazard: public_what text
public.hazard: public_where text
public.hazard: published_on date
public.hazard: record text
public.hazard: reopenings integer not null
public.hazard: site text
public.hazard: site_called text
public.hazard: site_class text
public.hazard: source text
public.hazard: stage text not null
public.hazard: stopped text
public.hazard: supervisor text
public.hazard: unlisted_on date
public.hazard_day: done_on date
public.hazard_day: due_on date
public.hazard_day: extended boolean not null
public.hazard_day: grade text
public.hazard_day: jurisdiction integer not null
public.hazard_day: lead text not null
public.hazard_day: listed boolean not null
public.hazard_day: matter text not null
public.hazard_day: mended_on date
public.hazard_day: n integer not null
public.hazard_day: since date not null
public.hazard_day: stopped boolean not null
public.hazard_progress: jurisdiction integer not null
public.hazard_progress: matter text not null
public.hazard_progress: n integer not null
public.hazard_progress: told text not null
public.hazard_progress: told_on date not null
public.hazard_report: hazard text
public.hazard_report: jurisdiction integer not null
public.hazard_report: matter text not null
public.hazard_report: settled boolean not null
public.hazard_report: site text
public.hazard_statement: due_on date
public.hazard_statement: figures text
public.hazard_statement: from_day date not null
public.hazard_statement: jurisdiction integer not null
public.hazard_statement: matter text not null
public.hazard_statement: office text not null
public.hazard_statement: signed_on date
public.hazard_statement: supervisor text
public.hazard_statement: to_day date not null
public.hazard_statement: unit text not null
public.hazard_statement: versions integer not null
public.idempotency: answer bytea not null
public.idempotency: created_at timestamp with time zone not null
public.idempotency: jurisdiction integer not null
public.idempotency: key bytea not null
public.import_key: jurisdiction integer not null
public.import_key: key bytea not null
public.import_key: matter text not null
public.incident: above text
public.incident: alarm_at timestamp with time zone
public.incident: assessed boolean not null
public.incident: began_at timestamp with time zone
public.incident: dead integer
public.incident: destroy_on date
public.incident: evacuated integer
public.incident: first_told_at timestamp with time zone
public.incident: grade text
public.incident: injured integer
public.incident: jurisdiction integer not null
public.incident: known_at timestamp with time zone
public.incident: lead text not null
public.incident: level text
public.incident: level_until timestamp with time zone
public.incident: matter text not null
public.incident: missing integer
public.incident: next_call_at timestamp with time zone
public.incident: out_at timestamp with time zone
public.incident: over_at timestamp with time zone
public.incident: peer_of text
public.incident: place text
public.incident: plan text
public.incident: plan_hash text
public.incident: site text
public.incident: site_called text
public.incident: site_class text
public.incident: stage text not null
public.incident: warning text
public.incident: what text not null
public.incident_call: answer text
public.incident_call: answered_at timestamp with time zone
public.incident_call: called_at timestamp with time zone not null
public.incident_call: jurisdiction integer not null
public.incident_call: matter text not null
public.incident_call: office text not null
public.incident_call: post text not null
public.incident_call: waits boolean not null
public.intake_part: at integer not null
public.intake_part: bytes bytea not null
public.intake_part: jurisdiction integer not null
public.intake_part: nth integer not null
public.intake_part: owner text not null
public.intake_part: received_at timestamp with time zone not null
public.intake_part: size integer not null
public.joint_seat: jurisdiction integer not null
public.joint_seat: matter text not null
public.joint_seat: sealed bytea not null
public.joint_seat: seat bytea not null
public.jurisdiction: calendar bytea
public.jurisdiction: desk_office text
public.jurisdiction: jurisdiction integer not null
public.jurisdiction: name_en text not null
public.jurisdiction: name_zh text not null
public.jurisdiction: origin text not null
public.jurisdiction: pack bytea
public.jurisdiction: purpose text not null
public.jurisdiction: zone text not null
public.lease: holder uuid not null
public.lease: jurisdiction integer not null
public.lease: loop text not null
public.lease: until timestamp with time zone not null
public.letter: ended boolean not null
public.letter: from_day date not null
public.letter: holder text not null
public.letter: holder_office text not null
public.letter: jurisdiction integer not null
public.letter: matter text not null
public.letter: office text not null
public.letter: renewing boolean not null
public.letter: returned boolean not null
public.letter: rule text
public.letter: signed boolean not null
public.letter: site text
public.letter: taken_on boolean not null
public.letter: title text not null
public.letter: to_day date not null
public.log_checkpoint: at timestamp with time zone not null
public.log_checkpoint: jurisdiction integer not null
public.log_checkpoint: note text not null
public.log_checkpoint: root bytea not null
public.log_checkpoint: size bigint not null
public.log_leaf: hash bytea not null
public.log_leaf: idx bigint not null
public.log_leaf: jurisdiction integer not null
public.log_leaf: leaf bytea not null
public.log_queue: hash bytea not null
public.log_queue: include_by timestamp with time zone not null
public.log_queue: jurisdiction integer not null
public.log_queue: leaf bytea not null
public.log_state: clock_suspect boolean not null
public.log_state: frontier bytea not null
public.log_state: jumped_at timestamp with time zone
public.log_state: jurisdiction integer not null
public.log_state: published bigint not null
public.log_state: root bytea not null
public.log_state: size bigint not null
public.log_state: standing text not null default 'OK'::text
public.log_state: ticked_at timestamp with time zone not null
public.logbook: closed_through date
public.logbook: jurisdiction integer not null
public.logbook: local text not null
public.logbook: matter text not null
public.logbook: month text not null
public.logbook: office text not null
public.matter: calendar bytea not null
public.matter: category text
public.matter: filed_on date not null
public.matter: gap_on date
public.matter: jurisdiction integer not null
public.matter: kind text not null
public.matter: lang text not null
public.matter: matter text not null
public.matter: pack bytea not null
public.matter: place_code text
public.matter: trouble text
public.migration: applied_at timestamp with time zone not null default now()
public.migration: name text not null
public.migration: sha256 text not null
public.obligation: due_at timestamp with time zone
public.obligation: due_on date
public.obligation: jurisdiction integer not null
public.obligation: level smallint not null
public.obligation: matter text not null
public.obligation: met_by text
public.obligation: nature text not null
public.obligation: office text
public.obligation: owed_by text not null
public.obligation: owed_to text not null
public.obligation: provisional boolean not null
public.obligation: rule text not null
public.obligation: started_by text not null
public.obligation: starts_at timestamp with time zone
public.obligation: status text not null
public.obligation: stops_at timestamp with time zone
public.office: address text
public.office: bell_url text
public.office: duty_phone text
public.office: duty_url text
public.office: hours text
public.office: jurisdiction integer not null
public.office: name_en text not null
public.office: name_zh text not null
public.office: office text not null
public.office: parent text
public.office: phone text
public.outbox: dedupe bytea not null
public.outbox: due_at timestamp with time zone not null
public.outbox: jurisdiction integer not null
public.outbox: message jsonb not null
public.outbox: sent_at timestamp with time zone
public.outbox: topic text not null
public.outbox: tries smallint not null default 0
public.paper_count: jurisdiction integer not null
public.paper_count: kind text not null
public.paper_count: last integer not null
public.paper_count: office text not null
public.paper_count: year smallint not null
public.paper_number: jurisdiction integer not null
public.paper_number: kind text not null
public.paper_number: office text not null
public.paper_number: seq integer not null
public.paper_number: stream text not null
public.paper_number: texts bytea
public.paper_number: version integer not null
public.paper_number: year smallint not null
public.passkey: added_on date not null
public.passkey: counter bigint not null default 0
public.passkey: jurisdiction integer not null
public.passkey: passkey bytea not null
public.passkey: public_key bytea not null
public.passkey: staff text not null
public.peer_report: attempt integer not null default 0
public.peer_report: due_at timestamp with time zone
public.peer_report: jurisdiction integer not null
public.peer_report: matter text not null
public.peer_report: n integer not null
public.peer_report: peer text not null
public.peer_report: report text not null
public.peer_report: state text not null
public.peer_report: taken_at timestamp with time zone
public.peer_report: taken_by text
public.peer_report: way text not null
public.pending_door: body bytea not null
public.pending_door: emergency boolean not null
public.pending_door: expires_at timestamp with time zone not null
public.pending_door: hash bytea not null
public.pending_door: jurisdiction integer not null
public.pending_step: asked_post text
public.pending_step: asked_staff text
public.pending_step: expires_at timestamp with time zone not null
public.pending_step: jurisdiction integer not null
public.pending_step: office text not null
public.pending_step: oidc boolean not null default true
public.pending_step: role text not null
public.pending_step: staff text not null
public.pending_step: step text not null
public.post: jurisdiction integer not null
public.post: office text not null
public.post: post text not null
public.post: role text not null
public.proposal: became text
public.proposal: because text
public.proposal: body bytea
public.proposal: handle bytea not null
public.proposal: hazard text not null
public.proposal: jurisdiction integer not null
public.proposal: manifest bytea not null
public.proposal: post text not null
public.proposal: received_at timestamp with time zone not null
public.proposal_photo: bytes bytea
public.proposal_photo: handle bytea not null
public.proposal_photo: jurisdiction integer not null
public.proposal_photo: manifest bytea not null
public.proposal_photo: nth integer not null
public.proposal_photo: size integer not null
public.proposal_photo: state text not null
public.proposal_photo: tag bytea not null
public.public_event: jurisdiction integer not null
public.public_event: leaf bytea not null
public.public_event: payload bytea not null
public.public_event: version integer not null
public.public_request: changed_on date not null
public.public_request: client text
public.public_request: expected_on date
public.public_request: jurisdiction integer not null
public.public_request: matter text not null
public.public_request: office text
public.public_request: requested_on date not null
public.public_request: service text not null
public.public_request: state text not null
public.push_device: added_at timestamp with time zone not null
public.push_device: id uuid not null
public.push_device: jurisdiction integer not null
public.push_device: mark bytea not null
public.push_device: reached_at timestamp with time zone
public.push_device: sealed bytea not null
public.push_device: staff text not null
public.receipt: ended_at timestamp with time zone
public.receipt: ended_how text
public.receipt: jurisdiction integer not null
public.receipt: kind text not null
public.receipt: matter text not null
public.receipt: nth smallint not null
public.receipt: receipt bytea not null
public.receipt: since timestamp with time zone not null
public.relay: jurisdiction integer not null
public.relay: public_key bytea not null
public.relay: token bytea not null
public.relay: url text not null
public.relay: ways text not null
public.return_act: deeper integer not null
public.return_act: figures text not null
public.return_act: handed_at timestamp with time zone not null
public.return_act: jurisdiction integer not null
public.return_act: lacks text not null
public.return_act: later boolean not null
public.return_act: matter text not null
public.return_act: n integer not null
public.return_act: nil boolean not null
public.return_act: office text not null
public.return_act: rule text not null
public.return_act: slot text not null
public.return_act: struck_out boolean not null
public.return_book: above text
public.return_book: jurisdiction integer not null
public.return_book: matter text not null
public.return_book: month text not null
public.return_book: office text not null
public.return_book: opened_at timestamp with time zone not null
public.return_excuse: from_day date not null
public.return_excuse: jurisdiction integer not null
public.return_excuse: matter text not null
public.return_excuse: n integer not null
public.return_excuse: office text not null
public.return_excuse: to_day date not null
public.return_excuse: told_at timestamp with time zone not null
public.return_plan: again_at timestamp with time zone not null
public.return_plan: basis text not null
public.return_plan: closed_through date not null
public.return_plan: jurisdiction integer not null
public.return_plan: office text not null
public.return_plan: planned_at timestamp with time zone not null
public.return_plan: since timestamp with time zone not null
public.reward_slip: amount integer not null
public.reward_slip: jurisdiction integer not null
public.reward_slip: last_day date not null
public.reward_slip: slip bytea not null
public.roster: forgotten boolean not null default false
public.roster: gaps_told text
public.roster: jurisdiction integer not null
public.roster: matter text not null
public.roster: month text not null
public.roster: office text not null
public.roster: plan text not null
public.roster: plan_hash bytea not null
public.roster: publish_by date not null
public.roster: published_on date
public.roster: state text not null
public.roster: supervisor text
public.round: classes text not null
public.round: closed_at timestamp with time zone
public.round: ended boolean not null
public.round: english text
public.round: first_day date not null
public.round: form text not null
public.round: jurisdiction integer not null
public.round: last_day date not null
public.round: matter text not null
public.round: moves text not null
public.round: office text not null
public.round: phases text not null
public.round: subject text not null
public.round: title text not null
public.round_office: jurisdiction integer not null
public.round_office: matter text not null
public.round_office: office text not null
public.sealed_box: box bytea not null
public.sealed_box: checks bytea not null
public.sealed_box: custodians bytea not null
public.sealed_box: jurisdiction integer not null
public.sealed_box: matter text not null
public.set_up_link: asked_account text
public.set_up_link: asked_by text
public.set_up_link: confirmed_account text
public.set_up_link: confirmed_by text
public.set_up_link: expires_at timestamp with time zone not null
public.set_up_link: jurisdiction integer not null
public.set_up_link: staff text not null
public.set_up_link: token bytea not null
public.set_up_link: totp bytea not null
public.site: changed_at timestamp with time zone not null
public.site: class text not null
public.site: closures text not null
public.site: english text
public.site: hours text not null
public.site: jurisdiction integer not null
public.site: local text not null
public.site: matter text not null
public.site: name text not null
public.site: office text not null
public.site: role text not null
public.site: sector text not null
public.site: since timestamp with time zone not null
public.site: until timestamp with time zone
public.site: versions text not null
public.site_spot: ended boolean not null
public.site_spot: jurisdiction integer not null
public.site_spot: matter text not null
public.site_spot: name text not null
public.site_spot: spot integer not null
public.slot_count: done integer not null
public.slot_count: excused integer not null
public.slot_count: jurisdiction integer not null
public.slot_count: late integer not null
public.slot_count: matter text not null
public.slot_count: missed integer not null
public.slot_count: nil integer not null
public.slot_count: rule text not null
public.slot_count: site text not null
public.slot_exception: day date not null
public.slot_exception: jurisdiction integer not null
public.slot_exception: matter text not null
public.slot_exception: result text not null
public.slot_exception: rule text not null
public.slot_exception: site text not null
public.slot_exception: slot text not null
public.slot_plan: again_at timestamp with time zone not null
public.slot_plan: basis text not null
public.slot_plan: closed_through date not null
public.slot_plan: jurisdiction integer not null
public.slot_plan: matter text not null
public.slot_plan: planned_at timestamp with time zone not null
public.staff: confirms_from timestamp with time zone not null default '-infinity'::timestamp with time zone
public.staff: ended_on date
public.staff: granted_by text
public.staff: granted_with text
public.staff: jurisdiction integer not null
public.staff: oidc boolean not null default true
public.staff: password text
public.staff: post text not null
public.staff: recovered_by text
public.staff: recovered_with text
public.staff: staff text not null
public.staff: totp bytea
public.staff: totp_step bigint not null default 0
public.staff_session: expires_at timestamp with time zone not null
public.staff_session: jurisdiction integer not null
public.staff_session: staff text not null
public.staff_session: token bytea not null
public.step_draft: command text not null
public.step_draft: jurisdiction integer not null
public.step_draft: kept_on date not null
public.step_draft: matter text not null
public.step_draft: post text not null
public.step_draft: sealed bytea not null
public.stream: head bytea not null
public.stream: jurisdiction integer not null
public.stream: length integer not null
public.stream: level smallint not null
public.stream: matter text not null
public.stream: office text
public.stream: recorded_at timestamp with time zone not null
public.stream: state text not null
public.stream: stream text not null
public.supervision: by_day date
public.supervision: jurisdiction integer not null
public.supervision: matter text not null
public.taken_matter: by_day date not null
public.taken_matter: ended_on date
public.taken_matter: jurisdiction integer not null
public.taken_matter: matter text not null
public.taken_matter: of_matter text not null
public.taken_matter: office text not null
public.taken_matter: post text not null
public.taken_matter: subject text
public.taken_matter: taken_on date not null
public.tour: announced_at timestamp with time zone not null
public.tour: announced_on date not null
public.tour: by_day date not null
public.tour: closed boolean not null
public.tour: commitment text not null
public.tour: complete boolean not null
public.tour: count integer not null
public.tour: drawn text
public.tour: drawn_on date
public.tour: drum text not null
public.tour: english text
public.tour: jurisdiction integer not null
public.tour: made integer not null
public.tour: matter text not null
public.tour: next text
public.tour: office text not null
public.tour: root text
public.tour: seed text
public.tour: size bigint
public.tour: title text not null
public.tour: untaken integer not null
public.unsealing: jurisdiction integer not null
public.unsealing: lapses_at timestamp with time zone not null
public.unsealing: level smallint not null
public.unsealing: matter text not null
public.unsealing: n integer not null
public.unsealing: nth smallint
public.unsealing: purpose text not null
public.unsealing: quarter text not null
public.unsealing: state text not null
public.usable_definition: hash bytea not null
public.usable_definition: jurisdiction integer not null
public.usable_definition: leaf_hash bytea
public.usable_definition: way text not null
public.warning: begins timestamp with time zone not null
public.warning: caution text not null
public.warning: caution_english text
public.warning: changed_at timestamp with time zone not null
public.warning: ends timestamp with time zone not null
public.warning: exercise boolean not null
public.warning: hazard text not null
public.warning: issued_at timestamp with time zone not null
public.warning: jurisdiction integer not null
public.warning: level text not null
public.warning: lifted_for text
public.warning: matter text not null
public.warning: measures text not null
public.warning: measures_english text
public.warning: messages text not null
public.warning: office text not null
public.warning: offices text not null
public.warning: over_at timestamp with time zone
public.warning: places text not null
public.warning: signed_by text
public.warning: source text not null
public.warning: source_office text
public.warning: supervisor text
public.warning: told_by text

-- constraints
keystore.blob_key: CHECK ((length(blob) = 32))
keystore.blob_key: PRIMARY KEY (jurisdiction, blob)
keystore.box_share: PRIMARY KEY (jurisdiction, matter)
keystore.joint_seat: PRIMARY KEY (jurisdiction, seat)
keystore.matter_key: CHECK ((((level = 0) = (log IS NOT NULL)) AND ((level = 0) = (internal IS NOT NULL))))
keystore.matter_key: CHECK (((level >= 0) AND (level <= 2)))
keystore.matter_key: PRIMARY KEY (jurisdiction, matter, epoch, level)
keystore.opened_box: PRIMARY KEY (jurisdiction, matter, level, n)
keystore.relay_box: CHECK ((length(sealed) = 304))
keystore.relay_box: PRIMARY KEY (jurisdiction, matter)
keystore.released_share: PRIMARY KEY (jurisdiction, matter, level, n, custodian)
public.access: CHECK ((how = ANY (ARRAY['opened'::text, 'listed'::text, 'either'::text])))
public.access: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.access: PRIMARY KEY (jurisdiction, matter, post, staff, hour, how)
public.access_day: CHECK ((matters >= 0))
public.access_day: CHECK ((opened >= 0))
public.access_day: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.access_day: PRIMARY KEY (jurisdiction, day)
public.access_digest: CHECK ((length(leaf) = 48))
public.access_digest: CHECK ((n >= 0))
public.access_digest: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.access_digest: PRIMARY KEY (jurisdiction, matter, n)
public.access_digest: UNIQUE (jurisdiction, matter, day)
public.api_client: CHECK (((per_hour >= 1) AND (per_hour <= 100000)))
public.api_client: CHECK ((client ~ '^[a-z0-9-]{2,40}$'::text))
public.api_client: CHECK ((hook_url ~ '^https?://'::text))
public.api_client: CHECK ((length(key_hash) = 32))
public.api_client: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.api_client: PRIMARY KEY (jurisdiction, client)
public.api_client: UNIQUE (jurisdiction, key_hash)
public.asset: CHECK (((spot >= 1) AND (spot <= 99)))
public.asset: CHECK ((class ~ '^[a-z_]{3,30}$'::text))
public.asset: CHECK ((length(english) <= 80))
public.asset: CHECK ((length(name) <= 80))
public.asset: FOREIGN KEY (jurisdiction, local) REFERENCES office(jurisdiction, office)
public.asset: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.asset: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.asset: FOREIGN KEY (jurisdiction, sector) REFERENCES office(jurisdiction, office)
public.asset: FOREIGN KEY (jurisdiction, site) REFERENCES site(jurisdiction, matter)
public.asset: PRIMARY KEY (jurisdiction, matter)
public.assignment: CHECK ((role = ANY (ARRAY['lead'::text, 'co'::text, 'watch'::text])))
public.assignment: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.assignment: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.assignment: PRIMARY KEY (jurisdiction, matter, level, office, since)
public.blob: CHECK ((chunk >= 0))
public.blob: CHECK ((length(blob) = 32))
public.blob: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.blob: PRIMARY KEY (jurisdiction, blob, chunk)
public.call_code: CHECK ((length(code_hash) = 32))
public.call_code: FOREIGN KEY (jurisdiction, id) REFERENCES call_message(jurisdiction, id)
public.call_code: PRIMARY KEY (jurisdiction, code_hash)
public.call_message: CHECK (((length(channel) >= 1) AND (length(channel) <= 40)))
public.call_message: CHECK (((length(step) >= 1) AND (length(step) <= 40)))
public.call_message: CHECK (((state <> 'sending'::text) OR ((tried_at IS NOT NULL) AND (deadline_at IS NOT NULL))))
public.call_message: CHECK (((state <> 'sent'::text) OR (tried_at IS NOT NULL)))
public.call_message: CHECK ((attempt >= 0))
public.call_message: CHECK ((because = ANY (ARRAY['first'::text, 'next'::text, 'leader'::text, 'silent'::text, 'again'::text])))
public.call_message: CHECK ((cycle >= 1))
public.call_message: CHECK ((length(answer_code) <= 60))
public.call_message: CHECK ((length(provider_id) <= 100))
public.call_message: CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'given_up'::text, 'over'::text])))
public.call_message: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.call_message: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.call_message: FOREIGN KEY (jurisdiction, post) REFERENCES post(jurisdiction, post)
public.call_message: FOREIGN KEY (jurisdiction, stream, version) REFERENCES event(jurisdiction, stream, version)
public.call_message: PRIMARY KEY (jurisdiction, id)
public.call_message: UNIQUE (jurisdiction, matter, cycle, step, post, channel, because)
public.cap_feed: CHECK ((feed ~ '^[a-z][a-z0-9-]{0,38}$'::text))
public.cap_feed: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.cap_feed: PRIMARY KEY (jurisdiction, feed)
public.cash_line: CHECK (
CASE
    WHEN (((nth)::integer % 2) = 0) THEN (amount > 0)
    ELSE (amount < 0)
END)
public.cash_line: CHECK (((((nth)::integer % 2) = 1) = (reason IS NOT NULL)))
public.cash_line: CHECK ((EXTRACT(year FROM day) = (year)::numeric))
public.cash_line: CHECK ((n > 0))
public.cash_line: CHECK ((nth >= 0))
public.cash_line: CHECK ((reason = ANY (ARRAY['not_handed_out'::text, 'handed_back'::text, 'other_amount'::text])))
public.cash_line: FOREIGN KEY (jurisdiction, slip) REFERENCES reward_slip(jurisdiction, slip)
public.cash_line: PRIMARY KEY (jurisdiction, year, n)
public.cash_line: UNIQUE (jurisdiction, slip, nth)
public.check_lesson: CHECK ((expected >= 0))
public.check_lesson: CHECK ((minutes >= 0))
public.check_lesson: CHECK ((teacher ~ '^[a-z_]{2,20}$'::text))
public.check_lesson: CHECK ((topic ~ '^[a-z_]{2,20}$'::text))
public.check_lesson: CHECK ((trained >= 0))
public.check_lesson: CHECK ((use = ANY (ARRAY['lesson'::text, 'campaign'::text])))
public.check_lesson: FOREIGN KEY (jurisdiction, matter) REFERENCES check_record(jurisdiction, matter)
public.check_lesson: PRIMARY KEY (jurisdiction, matter)
public.check_photo: CHECK (((nth >= 1) AND (nth <= 99)))
public.check_photo: CHECK ((length(tag) = 32))
public.check_photo: CHECK ((size > 0))
public.check_photo: FOREIGN KEY (jurisdiction, matter) REFERENCES check_record(jurisdiction, matter)
public.check_photo: PRIMARY KEY (jurisdiction, matter, nth)
public.check_record: CHECK ((findings >= 0))
public.check_record: CHECK ((length(handle) = 32))
public.check_record: CHECK ((length(manifest) = 32))
public.check_record: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.check_record: PRIMARY KEY (jurisdiction, matter)
public.check_slot: FOREIGN KEY (jurisdiction, matter) REFERENCES check_record(jurisdiction, matter)
public.check_slot: PRIMARY KEY (jurisdiction, matter, rule)
public.circular: CHECK (((answered >= 0) AND (answered <= received)))
public.circular: CHECK (((offices >= 1) AND (offices <= 40)))
public.circular: CHECK (((received >= 0) AND (received <= offices)))
public.circular: CHECK ((carry_by > receipt_by))
public.circular: CHECK ((length(paper) <= 60))
public.circular: CHECK ((length(title) <= 60))
public.circular: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.circular: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.circular: FOREIGN KEY (jurisdiction, replaces) REFERENCES entity(jurisdiction, entity)
public.circular: PRIMARY KEY (jurisdiction, matter)
public.circular_office: CHECK (((carried_on IS NULL) OR (carry_by IS NOT NULL)))
public.circular_office: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.circular_office: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.circular_office: PRIMARY KEY (jurisdiction, matter, office)
public.closed_checkpoint: CHECK ((length(root) = 32))
public.closed_checkpoint: FOREIGN KEY (jurisdiction, epoch) REFERENCES closed_log(jurisdiction, epoch)
public.closed_checkpoint: PRIMARY KEY (jurisdiction, epoch, size)
public.closed_log: CHECK ((epoch >= 0))
public.closed_log: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.closed_log: PRIMARY KEY (jurisdiction, epoch)
public.conference: CHECK ((decided >= 0))
public.conference: CHECK ((items >= 0))
public.conference: CHECK ((meeting ~ '^[a-z_]{3,40}$'::text))
public.conference: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.conference: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.conference: PRIMARY KEY (jurisdiction, matter)
public.conference_decision: CHECK ((length(public_line) <= 60))
public.conference_decision: CHECK ((nth >= 1))
public.conference_decision: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.conference_decision: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.conference_decision: PRIMARY KEY (jurisdiction, matter, nth)
public.consultation: CHECK (((answered >= 0) AND (answered <= groups)))
public.consultation: CHECK (((decided_on IS NULL) = (outcome IS NULL)))
public.consultation: CHECK (((questions >= 0) AND (questions <= 10)))
public.consultation: CHECK ((breaches >= 0))
public.consultation: CHECK ((groups >= 0))
public.consultation: CHECK ((length(title) <= 60))
public.consultation: CHECK ((outcome = ANY (ARRAY['as_drafted'::text, 'changed'::text, 'not_made'::text])))
public.consultation: CHECK ((until_day >= from_day))
public.consultation: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.consultation: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.consultation: PRIMARY KEY (jurisdiction, matter)
public.consultation_comment: CHECK (((question >= 1) AND (question <= 10)))
public.consultation_comment: CHECK ((in_group >= 1))
public.consultation_comment: CHECK ((left_out = ANY (ARRAY['names_person'::text, 'not_about_draft'::text, 'unlawful_content'::text, 'advertisement'::text, 'same_words_twice'::text])))
public.consultation_comment: CHECK ((outcome = ANY (ARRAY['adopted'::text, 'adopted_in_part'::text, 'not_adopted'::text, 'outside_draft'::text])))
public.consultation_comment: CHECK ((publish = ANY (ARRAY['no'::text, 'agreed'::text, 'revoked'::text])))
public.consultation_comment: FOREIGN KEY (jurisdiction, consultation) REFERENCES entity(jurisdiction, entity)
public.consultation_comment: FOREIGN KEY (jurisdiction, matter) REFERENCES matter(jurisdiction, matter)
public.consultation_comment: PRIMARY KEY (jurisdiction, matter)
public.cosignature: CHECK ((epoch >= 0))
public.cosignature: CHECK ((size >= 0))
public.cosignature: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.cosignature: PRIMARY KEY (jurisdiction, epoch, size, vkey)
public.definition: CHECK ((kind = ANY (ARRAY['pack'::text, 'calendar'::text, 'access'::text, 'custodians'::text, 'papers'::text, 'door'::text, 'subjects'::text, 'places'::text, 'programme'::text, 'terms'::text, 'form'::text, 'duty_plan'::text, 'emergency_plan'::text])))
public.definition: CHECK ((length(hash) = 32))
public.definition: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.definition: PRIMARY KEY (jurisdiction, hash)
public.door_box: CHECK ((length(id) = 32))
public.door_box: CHECK ((length(sealed) = 24624))
public.door_box: FOREIGN KEY (jurisdiction, door) REFERENCES usable_definition(jurisdiction, hash)
public.door_box: PRIMARY KEY (jurisdiction, id)
public.drill: CHECK (((level IS NULL) = (level_until IS NULL)))
public.drill: CHECK ((dead >= 0))
public.drill: CHECK ((evacuated >= 0))
public.drill: CHECK ((grade = ANY (ARRAY['extreme'::text, 'major'::text, 'larger'::text, 'general'::text, 'none'::text])))
public.drill: CHECK ((injured >= 0))
public.drill: CHECK ((level = ANY (ARRAY['strengthened'::text, 'extraordinary'::text])))
public.drill: CHECK ((missing >= 0))
public.drill: CHECK ((plan_hash ~ '^[0-9a-f]{64}$'::text))
public.drill: CHECK ((what = ANY (ARRAY['fire'::text, 'building'::text, 'traffic'::text, 'school_bus'::text, 'food'::text, 'water'::text, 'gas'::text, 'power'::text, 'lift'::text, 'special_equipment'::text, 'dangerous_goods'::text, 'flood'::text, 'typhoon'::text, 'landslide'::text, 'earthquake'::text, 'heat_cold'::text, 'works_accident'::text, 'infectious'::text, 'drowning'::text, 'it_outage'::text, 'animal'::text, 'missing_thing'::text, 'person_in_danger'::text, 'other_thing'::text])))
public.drill: FOREIGN KEY (jurisdiction, above) REFERENCES office(jurisdiction, office)
public.drill: FOREIGN KEY (jurisdiction, lead) REFERENCES office(jurisdiction, office)
public.drill: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.drill: PRIMARY KEY (jurisdiction, matter)
public.drill_call: CHECK (((answer IS NULL) = (answered_at IS NULL)))
public.drill_call: CHECK ((answer = ANY (ARRAY['acknowledged'::text, 'declined'::text, 'arrived'::text])))
public.drill_call: FOREIGN KEY (jurisdiction, matter) REFERENCES drill(jurisdiction, matter)
public.drill_call: PRIMARY KEY (jurisdiction, matter, post)
public.duty_away: FOREIGN KEY (jurisdiction, staff) REFERENCES staff(jurisdiction, staff)
public.duty_away: PRIMARY KEY (jurisdiction, staff, day)
public.duty_feed: CHECK ((length(feed) = 32))
public.duty_feed: FOREIGN KEY (jurisdiction, post) REFERENCES post(jurisdiction, post)
public.duty_feed: PRIMARY KEY (jurisdiction, feed)
public.duty_holder: CHECK ((holder ~ '^[a-z0-9]{12}$'::text))
public.duty_holder: FOREIGN KEY (jurisdiction, matter) REFERENCES roster(jurisdiction, matter)
public.duty_holder: FOREIGN KEY (jurisdiction, staff) REFERENCES staff(jurisdiction, staff)
public.duty_holder: PRIMARY KEY (jurisdiction, matter, holder)
public.duty_holder: UNIQUE (jurisdiction, matter, staff)
public.duty_seat: CHECK (((NOT dropped) OR (holder IS NULL)))
public.duty_seat: CHECK (((holder IS NULL) = (post IS NULL)))
public.duty_seat: CHECK (((rest_hours >= 1) AND (rest_hours <= 72)))
public.duty_seat: CHECK ((ends > begins))
public.duty_seat: CHECK ((part = ANY (ARRAY['leader'::text, 'officer'::text, 'standby'::text])))
public.duty_seat: CHECK ((version >= 0))
public.duty_seat: FOREIGN KEY (jurisdiction, matter) REFERENCES roster(jurisdiction, matter)
public.duty_seat: PRIMARY KEY (jurisdiction, matter, seat)
public.duty_seat: TRIGGER DEFERRABLE INITIALLY DEFERRED
public.duty_seat: TRIGGER DEFERRABLE INITIALLY DEFERRED
public.duty_shift: CHECK ((((signed_in_at IS NULL) = (signed_in_by IS NULL)) AND ((signed_in_at IS NULL) = (signed_in_roster IS NULL))))
public.duty_shift: CHECK (((checks >= 0) AND (checks <= 100000)))
public.duty_shift: CHECK (((open_items >= 0) AND (open_items <= 100000)))
public.duty_shift: CHECK (((signed_in_at IS NULL) OR (signed_out_at IS NOT NULL)))
public.duty_shift: CHECK (((signed_out_at IS NULL) = (signed_out_by IS NULL)))
public.duty_shift: CHECK ((ends > begins))
public.duty_shift: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.duty_shift: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.duty_shift: FOREIGN KEY (jurisdiction, roster) REFERENCES roster(jurisdiction, matter)
public.duty_shift: FOREIGN KEY (jurisdiction, supervisor) REFERENCES office(jurisdiction, office)
public.duty_shift: PRIMARY KEY (jurisdiction, matter)
public.duty_shift: UNIQUE (jurisdiction, roster, shift)
public.duty_swap: CHECK (((kind = 'exchange'::text) = (back IS NOT NULL)))
public.duty_swap: CHECK (((n >= 0) AND (n <= 100000)))
public.duty_swap: CHECK (((state <> ALL (ARRAY['taken'::text, 'approved'::text])) OR (taken_by IS NOT NULL)))
public.duty_swap: CHECK ((kind = ANY (ARRAY['exchange'::text, 'leave'::text])))
public.duty_swap: CHECK ((state = ANY (ARRAY['asked'::text, 'taken'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])))
public.duty_swap: CHECK ((taken_by IS DISTINCT FROM asked_by))
public.duty_swap: FOREIGN KEY (jurisdiction, matter, back) REFERENCES duty_seat(jurisdiction, matter, seat)
public.duty_swap: FOREIGN KEY (jurisdiction, matter, seat) REFERENCES duty_seat(jurisdiction, matter, seat)
public.duty_swap: PRIMARY KEY (jurisdiction, matter, n)
public.entity: CHECK ((entity ~ '^[0-9A-HJKMNP-TV-Z]{8}$'::text))
public.entity: CHECK ((kind = ANY (ARRAY['matter'::text, 'hazard'::text, 'site'::text, 'check'::text, 'logbook'::text, 'asset'::text, 'round'::text, 'letter'::text, 'tour'::text, 'hazard_statement'::text, 'roster'::text, 'shift'::text, 'incident'::text, 'drill'::text, 'warning'::text, 'return_book'::text, 'conference'::text, 'taken_matter'::text, 'consultation'::text, 'circular'::text])))
public.entity: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.entity: FOREIGN KEY (jurisdiction, calendar) REFERENCES usable_definition(jurisdiction, hash)
public.entity: FOREIGN KEY (jurisdiction, pack) REFERENCES usable_definition(jurisdiction, hash)
public.entity: PRIMARY KEY (jurisdiction, entity)
public.event: CHECK ((actor = ANY (ARRAY['filer'::text, 'staff'::text, 'system'::text])))
public.event: CHECK ((length(leaf) = 48))
public.event: CHECK ((version >= 0))
public.event: CHECK ((visibility = ANY (ARRAY['open'::text, 'internal'::text])))
public.event: FOREIGN KEY (jurisdiction, calendar) REFERENCES usable_definition(jurisdiction, hash)
public.event: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.event: FOREIGN KEY (jurisdiction, pack) REFERENCES usable_definition(jurisdiction, hash)
public.event: PRIMARY KEY (jurisdiction, stream, version)
public.field_key: CHECK ((length(key_hash) = 32))
public.field_key: FOREIGN KEY (jurisdiction, staff) REFERENCES staff(jurisdiction, staff)
public.field_key: PRIMARY KEY (jurisdiction, key_hash)
public.figure: CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
public.figure: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.figure: PRIMARY KEY (jurisdiction, month)
public.hazard: CHECK ((danger ~ '^[a-z_]{2,30}$'::text))
public.hazard: CHECK ((grade = ANY (ARRAY['major'::text, 'general'::text, 'none'::text])))
public.hazard: CHECK ((length(cites) <= 64))
public.hazard: CHECK ((length(item) <= 64))
public.hazard: CHECK ((length(public_what) <= 120))
public.hazard: CHECK ((length(public_where) <= 120))
public.hazard: CHECK ((length(site_called) <= 80))
public.hazard: CHECK ((site_class ~ '^[a-z_]{3,30}$'::text))
public.hazard: CHECK ((source ~ '^[a-z_]{2,30}$'::text))
public.hazard: CHECK ((stage ~ '^[a-z_]{2,30}$'::text))
public.hazard: CHECK ((stopped ~ '^[a-z_]{2,30}$'::text))
public.hazard: FOREIGN KEY (jurisdiction, lead) REFERENCES office(jurisdiction, office)
public.hazard: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.hazard: FOREIGN KEY (jurisdiction, site) REFERENCES site(jurisdiction, matter)
public.hazard: FOREIGN KEY (jurisdiction, supervisor) REFERENCES office(jurisdiction, office)
public.hazard: PRIMARY KEY (jurisdiction, matter)
public.hazard_day: CHECK (((n >= 0) AND (n <= 100000)))
public.hazard_day: CHECK ((grade = ANY (ARRAY['major'::text, 'general'::text, 'none'::text])))
public.hazard_day: FOREIGN KEY (jurisdiction, lead) REFERENCES office(jurisdiction, office)
public.hazard_day: FOREIGN KEY (jurisdiction, matter) REFERENCES hazard(jurisdiction, matter)
public.hazard_day: PRIMARY KEY (jurisdiction, matter, n)
public.hazard_progress: CHECK (((n >= 0) AND (n <= 100000)))
public.hazard_progress: CHECK ((length(told) <= 160))
public.hazard_progress: FOREIGN KEY (jurisdiction, matter) REFERENCES hazard(jurisdiction, matter)
public.hazard_progress: PRIMARY KEY (jurisdiction, matter, n)
public.hazard_report: CHECK (((hazard IS NOT NULL) OR (NOT settled)))
public.hazard_report: FOREIGN KEY (jurisdiction, matter) REFERENCES matter(jurisdiction, matter)
public.hazard_report: PRIMARY KEY (jurisdiction, matter)
public.hazard_statement: CHECK ((((signed_on IS NULL) = (figures IS NULL)) AND ((signed_on IS NULL) = (versions = 0))))
public.hazard_statement: CHECK (((versions >= 0) AND (versions <= 100000)))
public.hazard_statement: CHECK ((length(figures) <= 2000))
public.hazard_statement: CHECK ((unit = ANY (ARRAY['quarter'::text, 'year'::text])))
public.hazard_statement: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.hazard_statement: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.hazard_statement: FOREIGN KEY (jurisdiction, supervisor) REFERENCES office(jurisdiction, office)
public.hazard_statement: PRIMARY KEY (jurisdiction, matter)
public.idempotency: CHECK ((length(key) = 32))
public.idempotency: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.idempotency: PRIMARY KEY (jurisdiction, key)
public.import_key: CHECK ((length(key) = 32))
public.import_key: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.import_key: FOREIGN KEY (jurisdiction, matter) REFERENCES matter(jurisdiction, matter)
public.import_key: PRIMARY KEY (jurisdiction, key)
public.incident: CHECK (((level IS NULL) = (level_until IS NULL)))
public.incident: CHECK ((dead >= 0))
public.incident: CHECK ((evacuated >= 0))
public.incident: CHECK ((grade = ANY (ARRAY['extreme'::text, 'major'::text, 'larger'::text, 'general'::text, 'none'::text])))
public.incident: CHECK ((injured >= 0))
public.incident: CHECK ((level = ANY (ARRAY['strengthened'::text, 'extraordinary'::text])))
public.incident: CHECK ((missing >= 0))
public.incident: CHECK ((plan_hash ~ '^[0-9a-f]{64}$'::text))
public.incident: CHECK ((what = ANY (ARRAY['fire'::text, 'building'::text, 'traffic'::text, 'school_bus'::text, 'food'::text, 'water'::text, 'gas'::text, 'power'::text, 'lift'::text, 'special_equipment'::text, 'dangerous_goods'::text, 'flood'::text, 'typhoon'::text, 'landslide'::text, 'earthquake'::text, 'heat_cold'::text, 'works_accident'::text, 'infectious'::text, 'drowning'::text, 'it_outage'::text, 'animal'::text, 'missing_thing'::text, 'person_in_danger'::text, 'other_thing'::text])))
public.incident: FOREIGN KEY (jurisdiction, above) REFERENCES office(jurisdiction, office)
public.incident: FOREIGN KEY (jurisdiction, lead) REFERENCES office(jurisdiction, office)
public.incident: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.incident: PRIMARY KEY (jurisdiction, matter)
public.incident_call: CHECK (((answer IS NULL) = (answered_at IS NULL)))
public.incident_call: CHECK ((answer = ANY (ARRAY['acknowledged'::text, 'declined'::text, 'arrived'::text])))
public.incident_call: FOREIGN KEY (jurisdiction, matter) REFERENCES incident(jurisdiction, matter)
public.incident_call: PRIMARY KEY (jurisdiction, matter, post)
public.intake_part: CHECK ((at >= 0))
public.intake_part: CHECK ((size > 0))
public.intake_part: PRIMARY KEY (jurisdiction, owner, nth, at)
public.joint_seat: CHECK ((length(sealed) = 93))
public.joint_seat: CHECK ((length(seat) = 16))
public.joint_seat: FOREIGN KEY (jurisdiction, matter) REFERENCES matter(jurisdiction, matter)
public.joint_seat: PRIMARY KEY (jurisdiction, seat)
public.jurisdiction: CHECK ((jurisdiction > 0))
public.jurisdiction: CHECK ((purpose = ANY (ARRAY['service'::text, 'import'::text, 'door'::text])))
public.jurisdiction: PRIMARY KEY (jurisdiction)
public.jurisdiction: UNIQUE (origin)
public.lease: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.lease: PRIMARY KEY (jurisdiction, loop)
public.letter: CHECK (((site IS NOT NULL) OR (rule IS NOT NULL)))
public.letter: CHECK ((signed OR (NOT taken_on)))
public.letter: CHECK ((to_day >= from_day))
public.letter: FOREIGN KEY (jurisdiction, holder_office) REFERENCES office(jurisdiction, office)
public.letter: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.letter: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.letter: PRIMARY KEY (jurisdiction, matter)
public.log_checkpoint: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.log_checkpoint: PRIMARY KEY (jurisdiction, size)
public.log_leaf: CHECK ((idx >= 0))
public.log_leaf: CHECK ((length(hash) = 32))
public.log_leaf: CHECK ((length(leaf) = 48))
public.log_leaf: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.log_leaf: PRIMARY KEY (jurisdiction, idx)
public.log_queue: CHECK ((length(hash) = 32))
public.log_queue: CHECK ((length(leaf) = 48))
public.log_queue: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.log_queue: PRIMARY KEY (jurisdiction, hash)
public.log_state: CHECK ((length(root) = 32))
public.log_state: CHECK ((standing = ANY (ARRAY['OK'::text, 'BEHIND'::text, 'FORK'::text])))
public.log_state: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.log_state: PRIMARY KEY (jurisdiction)
public.logbook: CHECK ((month ~ '^\d{4}-\d{2}$'::text))
public.logbook: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.logbook: PRIMARY KEY (jurisdiction, matter)
public.matter: CHECK ((kind = ANY (ARRAY['grievance'::text, 'suggestion'::text, 'help'::text, 'hazard_report'::text, 'mediation'::text, 'comment'::text, 'accusation'::text, 'retaliation'::text, 'child_danger'::text])))
public.matter: CHECK ((lang ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$'::text))
public.matter: CHECK ((matter ~ '^[0-9A-HJKMNP-TV-Z]{8}$'::text))
public.matter: CHECK ((trouble ~ '^[0-9A-HJKMNP-TV-Z]{8}$'::text))
public.matter: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.matter: FOREIGN KEY (jurisdiction, calendar) REFERENCES usable_definition(jurisdiction, hash)
public.matter: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.matter: FOREIGN KEY (jurisdiction, pack) REFERENCES usable_definition(jurisdiction, hash)
public.matter: PRIMARY KEY (jurisdiction, matter)
public.migration: PRIMARY KEY (name)
public.obligation: CHECK ((nature = ANY (ARRAY['duty'::text, 'right'::text])))
public.obligation: CHECK ((status = ANY (ARRAY['pending'::text, 'open'::text, 'late'::text, 'met'::text, 'met_late'::text, 'not_needed'::text])))
public.obligation: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.obligation: PRIMARY KEY (jurisdiction, matter, rule, started_by)
public.office: CHECK (((length(address) >= 1) AND (length(address) <= 200)))
public.office: CHECK (((length(hours) >= 1) AND (length(hours) <= 200)))
public.office: CHECK (((length(phone) >= 1) AND (length(phone) <= 40)))
public.office: CHECK ((bell_url ~ '^https?://'::text))
public.office: CHECK ((duty_phone ~ '^\+?[0-9][0-9 -]{1,30}[0-9]$'::text))
public.office: CHECK ((duty_url ~ '^https?://'::text))
public.office: CHECK ((office ~ '^[a-z0-9-]{1,40}$'::text))
public.office: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.office: FOREIGN KEY (jurisdiction, parent) REFERENCES office(jurisdiction, office)
public.office: PRIMARY KEY (jurisdiction, office)
public.outbox: CHECK ((length(dedupe) = 32))
public.outbox: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.outbox: PRIMARY KEY (jurisdiction, dedupe)
public.paper_count: CHECK ((last >= 0))
public.paper_count: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.paper_count: PRIMARY KEY (jurisdiction, office, kind, year)
public.paper_number: CHECK ((seq > 0))
public.paper_number: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.paper_number: FOREIGN KEY (jurisdiction, stream, version) REFERENCES event(jurisdiction, stream, version)
public.paper_number: FOREIGN KEY (jurisdiction, texts) REFERENCES usable_definition(jurisdiction, hash)
public.paper_number: PRIMARY KEY (jurisdiction, stream, version)
public.paper_number: UNIQUE (jurisdiction, office, kind, year, seq)
public.passkey: CHECK (((length(passkey) >= 1) AND (length(passkey) <= 1023)))
public.passkey: FOREIGN KEY (jurisdiction, staff) REFERENCES staff(jurisdiction, staff)
public.passkey: PRIMARY KEY (jurisdiction, passkey)
public.peer_report: CHECK (((due_at IS NOT NULL) = (state = ANY (ARRAY['waiting'::text, 'sent'::text, 'to_confirm'::text]))))
public.peer_report: CHECK (((way = 'out'::text) = (state = ANY (ARRAY['waiting'::text, 'sent'::text, 'taken'::text]))))
public.peer_report: CHECK ((attempt >= 0))
public.peer_report: CHECK ((n >= 0))
public.peer_report: CHECK ((peer ~ '^[a-z0-9][a-z0-9-]{1,39}$'::text))
public.peer_report: CHECK ((report ~ '^[0-9a-f]{32}$'::text))
public.peer_report: CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'taken'::text, 'arrived'::text, 'to_confirm'::text, 'confirmed'::text])))
public.peer_report: CHECK ((way = ANY (ARRAY['out'::text, 'in'::text])))
public.peer_report: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.peer_report: PRIMARY KEY (jurisdiction, way, peer, report)
public.pending_door: CHECK ((length(hash) = 32))
public.pending_door: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.pending_door: PRIMARY KEY (jurisdiction, hash)
public.pending_step: CHECK (((asked_post IS NULL) = (asked_staff IS NULL)))
public.pending_step: CHECK ((staff ~ '^[a-z0-9._-]{2,40}$'::text))
public.pending_step: CHECK ((step = ANY (ARRAY['grant'::text, 'recovery'::text])))
public.pending_step: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.pending_step: PRIMARY KEY (jurisdiction, staff)
public.post: CHECK ((role = ANY (ARRAY['head'::text, 'desk'::text, 'handler'::text, 'reviewer'::text, 'mediator'::text, 'inspector'::text, 'duty'::text, 'custodian'::text, 'auditor'::text, 'admin'::text])))
public.post: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.post: PRIMARY KEY (jurisdiction, post)
public.proposal: CHECK (((became IS NULL) = (body IS NOT NULL)))
public.proposal: CHECK (((because IS NULL) OR (became = 'evidence'::text)))
public.proposal: CHECK ((became = ANY (ARRAY['step'::text, 'evidence'::text])))
public.proposal: CHECK ((length(handle) = 32))
public.proposal: CHECK ((length(manifest) = 32))
public.proposal: FOREIGN KEY (jurisdiction, hazard) REFERENCES entity(jurisdiction, entity)
public.proposal: PRIMARY KEY (jurisdiction, handle, manifest)
public.proposal_photo: CHECK (((bytes IS NULL) OR (state = 'here'::text)))
public.proposal_photo: CHECK (((nth >= 1) AND (nth <= 5)))
public.proposal_photo: CHECK ((length(tag) = 32))
public.proposal_photo: CHECK ((size > 0))
public.proposal_photo: CHECK ((state = ANY (ARRAY['coming'::text, 'here'::text, 'lost'::text])))
public.proposal_photo: FOREIGN KEY (jurisdiction, handle, manifest) REFERENCES proposal(jurisdiction, handle, manifest) ON DELETE CASCADE
public.proposal_photo: PRIMARY KEY (jurisdiction, handle, manifest, nth)
public.public_event: CHECK ((length(leaf) = 48))
public.public_event: CHECK ((version >= 0))
public.public_event: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.public_event: PRIMARY KEY (jurisdiction, version)
public.public_request: CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'refused'::text])))
public.public_request: FOREIGN KEY (jurisdiction, matter) REFERENCES matter(jurisdiction, matter)
public.public_request: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.public_request: PRIMARY KEY (jurisdiction, matter)
public.push_device: CHECK ((length(mark) = 32))
public.push_device: CHECK ((length(sealed) <= 4096))
public.push_device: FOREIGN KEY (jurisdiction, staff) REFERENCES staff(jurisdiction, staff)
public.push_device: PRIMARY KEY (jurisdiction, id)
public.push_device: UNIQUE (jurisdiction, mark)
public.receipt: CHECK (((ended_at IS NULL) = (ended_how IS NULL)))
public.receipt: CHECK ((ended_how = ANY (ARRAY['replaced'::text, 'contested'::text, 'ended'::text])))
public.receipt: CHECK ((kind = ANY (ARRAY['code'::text, 'reader'::text, 'claim'::text, 'slip'::text, 'joining'::text, 'invitation'::text, 'party'::text, 'carrier'::text])))
public.receipt: CHECK ((length(receipt) = 16))
public.receipt: FOREIGN KEY (jurisdiction, matter) REFERENCES matter(jurisdiction, matter)
public.receipt: PRIMARY KEY (jurisdiction, receipt)
public.relay: CHECK ((length(public_key) = 32))
public.relay: CHECK ((url ~ '^https?://'::text))
public.relay: CHECK ((ways ~ '^(mail|sms|webhook)(,(mail|sms|webhook))*$'::text))
public.relay: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.relay: PRIMARY KEY (jurisdiction)
public.return_act: CHECK ((deeper >= 0))
public.return_act: CHECK ((length(figures) <= 20000))
public.return_act: FOREIGN KEY (jurisdiction, matter) REFERENCES return_book(jurisdiction, matter)
public.return_act: PRIMARY KEY (jurisdiction, matter, n)
public.return_book: CHECK ((month ~ '^\d{4}-\d{2}$'::text))
public.return_book: FOREIGN KEY (jurisdiction, above) REFERENCES office(jurisdiction, office)
public.return_book: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.return_book: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.return_book: PRIMARY KEY (jurisdiction, matter)
public.return_excuse: CHECK ((to_day >= from_day))
public.return_excuse: FOREIGN KEY (jurisdiction, matter) REFERENCES return_book(jurisdiction, matter)
public.return_excuse: PRIMARY KEY (jurisdiction, matter, n)
public.return_plan: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.return_plan: PRIMARY KEY (jurisdiction, office)
public.reward_slip: CHECK ((amount > 0))
public.reward_slip: CHECK ((length(slip) = 32))
public.reward_slip: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.reward_slip: PRIMARY KEY (jurisdiction, slip)
public.roster: CHECK (((state = 'published'::text) = (published_on IS NOT NULL)))
public.roster: CHECK ((month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'::text))
public.roster: CHECK ((state = ANY (ARRAY['open'::text, 'proposed'::text, 'published'::text])))
public.roster: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.roster: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.roster: FOREIGN KEY (jurisdiction, plan_hash) REFERENCES usable_definition(jurisdiction, hash)
public.roster: FOREIGN KEY (jurisdiction, supervisor) REFERENCES office(jurisdiction, office)
public.roster: PRIMARY KEY (jurisdiction, matter)
public.roster: UNIQUE (jurisdiction, office, plan, month)
public.round: CHECK ((last_day >= first_day))
public.round: CHECK ((length(english) <= 80))
public.round: CHECK ((length(title) <= 80))
public.round: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.round: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.round: PRIMARY KEY (jurisdiction, matter)
public.round_office: FOREIGN KEY (jurisdiction, matter) REFERENCES round(jurisdiction, matter)
public.round_office: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.round_office: PRIMARY KEY (jurisdiction, matter, office)
public.sealed_box: CHECK ((length(box) = 2076))
public.sealed_box: FOREIGN KEY (jurisdiction, custodians) REFERENCES usable_definition(jurisdiction, hash)
public.sealed_box: FOREIGN KEY (jurisdiction, matter) REFERENCES matter(jurisdiction, matter)
public.sealed_box: PRIMARY KEY (jurisdiction, matter)
public.set_up_link: CHECK (((asked_by IS NULL) = (confirmed_by IS NULL)))
public.set_up_link: CHECK ((length(token) = 32))
public.set_up_link: FOREIGN KEY (jurisdiction, staff) REFERENCES staff(jurisdiction, staff)
public.set_up_link: PRIMARY KEY (jurisdiction, token)
public.set_up_link: UNIQUE (jurisdiction, staff)
public.site: CHECK ((class ~ '^[a-z_]{3,30}$'::text))
public.site: CHECK ((length(english) <= 80))
public.site: CHECK ((length(name) <= 80))
public.site: CHECK ((local <> office))
public.site: CHECK ((sector <> office))
public.site: FOREIGN KEY (jurisdiction, local) REFERENCES office(jurisdiction, office)
public.site: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.site: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.site: FOREIGN KEY (jurisdiction, sector) REFERENCES office(jurisdiction, office)
public.site: PRIMARY KEY (jurisdiction, matter)
public.site_spot: CHECK (((spot >= 1) AND (spot <= 99)))
public.site_spot: CHECK ((length(name) <= 80))
public.site_spot: FOREIGN KEY (jurisdiction, matter) REFERENCES site(jurisdiction, matter)
public.site_spot: PRIMARY KEY (jurisdiction, matter, spot)
public.slot_count: FOREIGN KEY (jurisdiction, matter) REFERENCES logbook(jurisdiction, matter)
public.slot_count: PRIMARY KEY (jurisdiction, matter, site, rule)
public.slot_exception: CHECK ((result = ANY (ARRAY['l'::text, 'm'::text, 'x'::text])))
public.slot_exception: FOREIGN KEY (jurisdiction, matter) REFERENCES logbook(jurisdiction, matter)
public.slot_exception: PRIMARY KEY (jurisdiction, matter, site, rule, slot)
public.slot_plan: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.slot_plan: PRIMARY KEY (jurisdiction, matter)
public.staff: CHECK (((password IS NULL) = (totp IS NULL)))
public.staff: CHECK ((staff ~ '^[a-z0-9._-]{2,40}$'::text))
public.staff: FOREIGN KEY (jurisdiction, post) REFERENCES post(jurisdiction, post)
public.staff: PRIMARY KEY (jurisdiction, staff)
public.staff_session: CHECK ((length(token) = 32))
public.staff_session: FOREIGN KEY (jurisdiction, staff) REFERENCES staff(jurisdiction, staff)
public.staff_session: PRIMARY KEY (jurisdiction, token)
public.step_draft: CHECK ((length(sealed) <= 262144))
public.step_draft: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.step_draft: PRIMARY KEY (jurisdiction, matter, post, command)
public.stream: CHECK (((level >= 0) AND (level <= 2)))
public.stream: CHECK ((length > 0))
public.stream: CHECK ((length(head) = 32))
public.stream: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.stream: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.stream: PRIMARY KEY (jurisdiction, stream)
public.supervision: FOREIGN KEY (jurisdiction, matter) REFERENCES matter(jurisdiction, matter)
public.supervision: PRIMARY KEY (jurisdiction, matter)
public.taken_matter: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.taken_matter: FOREIGN KEY (jurisdiction, of_matter) REFERENCES entity(jurisdiction, entity)
public.taken_matter: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.taken_matter: PRIMARY KEY (jurisdiction, matter)
public.tour: CHECK ((((drawn IS NULL) = (seed IS NULL)) AND ((seed IS NULL) = (root IS NULL)) AND ((root IS NULL) = (drawn_on IS NULL))))
public.tour: CHECK (((count >= 1) AND (count <= 20)))
public.tour: CHECK ((commitment ~ '^[0-9a-f]{64}$'::text))
public.tour: CHECK ((length(english) <= 80))
public.tour: CHECK ((length(title) <= 80))
public.tour: CHECK ((root ~ '^[0-9a-f]{64}$'::text))
public.tour: CHECK ((seed ~ '^[0-9a-f]{64}$'::text))
public.tour: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.tour: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.tour: PRIMARY KEY (jurisdiction, matter)
public.unsealing: CHECK (((level >= 0) AND (level <= 2)))
public.unsealing: CHECK (((nth IS NULL) = (purpose = 'filer_asks'::text)))
public.unsealing: CHECK ((nth > 0))
public.unsealing: CHECK ((purpose = ANY (ARRAY['filer_asks'::text, 'service_by_name'::text, 'court_order'::text, 'life_in_danger'::text])))
public.unsealing: CHECK ((quarter ~ '^[0-9]{4}Q[1-4]$'::text))
public.unsealing: CHECK ((state = ANY (ARRAY['asked'::text, 'opened'::text, 'refused'::text])))
public.unsealing: FOREIGN KEY (jurisdiction, matter) REFERENCES matter(jurisdiction, matter)
public.unsealing: PRIMARY KEY (jurisdiction, matter, level, n)
public.unsealing: UNIQUE (jurisdiction, quarter, nth)
public.usable_definition: CHECK (((way = 'waited'::text) = (leaf_hash IS NOT NULL)))
public.usable_definition: CHECK ((length(hash) = 32))
public.usable_definition: CHECK ((way = ANY (ARRAY['first_setup'::text, 'waited'::text, 'emergency'::text])))
public.usable_definition: FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(jurisdiction)
public.usable_definition: FOREIGN KEY (jurisdiction, hash) REFERENCES definition(jurisdiction, hash)
public.usable_definition: FOREIGN KEY (jurisdiction, leaf_hash) REFERENCES log_leaf(jurisdiction, hash)
public.usable_definition: PRIMARY KEY (jurisdiction, hash)
public.warning: CHECK (((source = 'cap_message'::text) = (told_by IS NOT NULL)))
public.warning: CHECK (((source = 'office_above'::text) = (signed_by IS NOT NULL)))
public.warning: CHECK ((ends <= (changed_at + '72:00:00'::interval)))
public.warning: CHECK ((ends > begins))
public.warning: CHECK ((length(caution) <= 200))
public.warning: CHECK ((length(caution_english) <= 200))
public.warning: CHECK ((length(measures) <= 200))
public.warning: CHECK ((length(measures_english) <= 200))
public.warning: CHECK ((level = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'blue'::text])))
public.warning: CHECK ((source = ANY (ARRAY['own_observation'::text, 'office_above'::text, 'cap_message'::text])))
public.warning: FOREIGN KEY (jurisdiction, matter) REFERENCES entity(jurisdiction, entity)
public.warning: FOREIGN KEY (jurisdiction, office) REFERENCES office(jurisdiction, office)
public.warning: PRIMARY KEY (jurisdiction, matter)

-- indexes
CREATE INDEX access_hour ON public.access USING btree (jurisdiction, hour, matter)
CREATE INDEX access_post ON public.access USING btree (jurisdiction, post, hour, matter)
CREATE INDEX asset_changed ON public.asset USING btree (jurisdiction, changed_at)
CREATE INDEX asset_of_local ON public.asset USING btree (jurisdiction, local, name, matter) WHERE (until IS NULL)
CREATE INDEX asset_of_office ON public.asset USING btree (jurisdiction, office, name, matter) WHERE (until IS NULL)
CREATE INDEX asset_of_sector ON public.asset USING btree (jurisdiction, sector, name, matter) WHERE (until IS NULL)
CREATE INDEX asset_of_site ON public.asset USING btree (jurisdiction, site, name, matter) WHERE (until IS NULL)
CREATE INDEX assignment_helper ON public.assignment USING btree (jurisdiction, office, matter) WHERE ((role <> 'lead'::text) AND (until IS NULL))
CREATE INDEX call_code_old ON public.call_code USING btree (jurisdiction, until)
CREATE INDEX call_message_due ON public.call_message USING btree (jurisdiction, state, due_at)
CREATE INDEX call_message_tried ON public.call_message USING btree (jurisdiction, channel, tried_at) WHERE (tried_at IS NOT NULL)
CREATE INDEX cash_line_by_day ON public.cash_line USING btree (jurisdiction, day)
CREATE INDEX check_lesson_of_site ON public.check_lesson USING btree (jurisdiction, site, done_at)
CREATE INDEX check_of_office ON public.check_record USING btree (jurisdiction, office, received_at)
CREATE INDEX check_of_site ON public.check_record USING btree (jurisdiction, site, received_at)
CREATE INDEX check_slot_of ON public.check_slot USING btree (jurisdiction, site, rule, slot)
CREATE INDEX circular_of_office ON public.circular USING btree (jurisdiction, office, issued_on DESC, matter)
CREATE INDEX circular_office_by_day ON public.circular_office USING btree (jurisdiction, office, receipt_by DESC, matter)
CREATE INDEX circular_office_owing ON public.circular_office USING btree (jurisdiction, office, matter) WHERE ((NOT ended) AND ((received_on IS NULL) OR ((carry_by IS NOT NULL) AND (carried_on IS NULL))))
CREATE INDEX circular_replaced ON public.circular USING btree (jurisdiction, replaces) WHERE (replaces IS NOT NULL)
CREATE INDEX conference_by_day ON public.conference USING btree (jurisdiction, day DESC, matter)
CREATE INDEX conference_of_office ON public.conference USING btree (jurisdiction, office, day DESC, matter)
CREATE INDEX consultation_by_end ON public.consultation USING btree (jurisdiction, until_day DESC, matter)
CREATE INDEX consultation_comment_in_group ON public.consultation_comment USING btree (jurisdiction, consultation, in_group, matter)
CREATE INDEX consultation_comment_to_publish ON public.consultation_comment USING btree (jurisdiction, consultation, matter) WHERE ((publish = 'agreed'::text) AND (left_out IS NULL))
CREATE INDEX consultation_comment_waits ON public.consultation_comment USING btree (jurisdiction, consultation, matter) WHERE ((outcome IS NULL) AND (NOT withdrawn))
CREATE INDEX consultation_of_office ON public.consultation USING btree (jurisdiction, office, until_day DESC, matter)
CREATE INDEX consultation_to_publish ON public.consultation USING btree (jurisdiction, matter) WHERE (ordered AND (published_on IS NULL))
CREATE INDEX consultation_unsettled ON public.consultation USING btree (jurisdiction, until_day, matter) WHERE (NOT all_answered)
CREATE INDEX cosignature_of_witness ON public.cosignature USING btree (jurisdiction, epoch, vkey, size)
CREATE INDEX door_box_turns ON public.door_box USING btree (jurisdiction, door, day, turn)
CREATE INDEX drill_call_of_post ON public.drill_call USING btree (jurisdiction, post, called_at)
CREATE INDEX drill_of_above ON public.drill USING btree (jurisdiction, above, known_at) WHERE (above IS NOT NULL)
CREATE INDEX drill_of_office ON public.drill USING btree (jurisdiction, lead, known_at)
CREATE INDEX drill_running ON public.drill USING btree (jurisdiction, lead, known_at) WHERE (over_at IS NULL)
CREATE INDEX drill_running_below ON public.drill USING btree (jurisdiction, above, known_at) WHERE (over_at IS NULL)
CREATE INDEX drill_to_call ON public.drill USING btree (jurisdiction, next_call_at) WHERE (next_call_at IS NOT NULL)
CREATE INDEX drill_to_destroy ON public.drill USING btree (jurisdiction, destroy_on) WHERE (destroy_on IS NOT NULL)
CREATE INDEX duty_away_by_day ON public.duty_away USING btree (jurisdiction, day)
CREATE INDEX duty_holder_of_staff ON public.duty_holder USING btree (jurisdiction, staff, matter)
CREATE INDEX duty_seat_by_time ON public.duty_seat USING btree (jurisdiction, office, begins, ends)
CREATE INDEX duty_seat_now ON public.duty_seat USING btree (jurisdiction, ends, begins) WHERE (published AND (NOT dropped))
CREATE INDEX duty_seat_reception ON public.duty_seat USING btree (jurisdiction, reception_from) WHERE (published AND (reception_from IS NOT NULL))
CREATE INDEX duty_shift_ended ON public.duty_shift USING btree (jurisdiction, office, ends)
CREATE INDEX duty_shift_of_office ON public.duty_shift USING btree (jurisdiction, office, begins DESC)
CREATE INDEX duty_shift_of_supervisor ON public.duty_shift USING btree (jurisdiction, supervisor, begins DESC) WHERE (supervisor IS NOT NULL)
CREATE INDEX duty_shift_over ON public.duty_shift USING btree (jurisdiction, ends) WHERE ((NOT ended) AND (signed_in_at IS NULL))
CREATE INDEX duty_shift_unsigned ON public.duty_shift USING btree (jurisdiction, office, begins) WHERE (signed_in_at IS NULL)
CREATE INDEX duty_swap_open ON public.duty_swap USING btree (jurisdiction, matter) WHERE (state = ANY (ARRAY['asked'::text, 'taken'::text]))
CREATE INDEX entity_hazard ON public.entity USING btree (jurisdiction, entity) WHERE (kind = 'hazard'::text)
CREATE INDEX event_erased ON public.event USING btree (jurisdiction, matter) WHERE (type = 'erased'::text)
CREATE INDEX event_passed_on ON public.event USING btree (jurisdiction, actor_office, recorded_at, matter) WHERE (type = ANY (ARRAY['registered'::text, 'forwarded'::text]))
CREATE INDEX field_key_of ON public.field_key USING btree (jurisdiction, staff)
CREATE INDEX hazard_by_class ON public.hazard USING btree (jurisdiction, site_class, found_on) WHERE (site_class IS NOT NULL)
CREATE INDEX hazard_closed_of_lead ON public.hazard USING btree (jurisdiction, lead, delisted_on) WHERE (delisted_on IS NOT NULL)
CREATE INDEX hazard_day_due ON public.hazard_day USING btree (jurisdiction, due_on, matter) WHERE (due_on IS NOT NULL)
CREATE INDEX hazard_day_of_lead ON public.hazard_day USING btree (jurisdiction, lead, since, matter)
CREATE INDEX hazard_day_since ON public.hazard_day USING btree (jurisdiction, since, matter)
CREATE INDEX hazard_in_public ON public.hazard USING btree (jurisdiction, published_on, matter) WHERE (published_on IS NOT NULL)
CREATE INDEX hazard_of_acceptor ON public.hazard USING btree (jurisdiction, acceptor, found_on, matter) WHERE (acceptor IS NOT NULL)
CREATE INDEX hazard_of_lead ON public.hazard USING btree (jurisdiction, lead, found_on, matter)
CREATE INDEX hazard_of_mender ON public.hazard USING btree (jurisdiction, mender, found_on, matter) WHERE (mender IS NOT NULL)
CREATE INDEX hazard_of_site ON public.hazard USING btree (jurisdiction, site, found_on, matter) WHERE (site IS NOT NULL)
CREATE INDEX hazard_of_supervisor ON public.hazard USING btree (jurisdiction, supervisor, found_on, matter) WHERE (supervisor IS NOT NULL)
CREATE INDEX hazard_open_of_acceptor ON public.hazard USING btree (jurisdiction, acceptor, mended_on, matter) WHERE (stage = 'reported_mended'::text)
CREATE INDEX hazard_open_of_lead ON public.hazard USING btree (jurisdiction, lead) WHERE (delisted_on IS NULL)
CREATE INDEX hazard_open_of_mender ON public.hazard USING btree (jurisdiction, mender, due_on, matter) WHERE (delisted_on IS NULL)
CREATE INDEX hazard_report_of ON public.hazard_report USING btree (jurisdiction, hazard) WHERE (hazard IS NOT NULL)
CREATE INDEX hazard_report_open ON public.hazard_report USING btree (jurisdiction, matter) WHERE ((hazard IS NOT NULL) AND (NOT settled))
CREATE INDEX hazard_statement_of_supervisor ON public.hazard_statement USING btree (jurisdiction, supervisor, to_day, office) WHERE (supervisor IS NOT NULL)
CREATE INDEX hazard_to_write_anew ON public.hazard USING btree (jurisdiction, matter) WHERE (cites IS NULL)
CREATE INDEX idempotency_age ON public.idempotency USING btree (jurisdiction, created_at)
CREATE INDEX incident_call_of_post ON public.incident_call USING btree (jurisdiction, post, called_at)
CREATE INDEX incident_of_above ON public.incident USING btree (jurisdiction, above, known_at) WHERE (above IS NOT NULL)
CREATE INDEX incident_of_lead ON public.incident USING btree (jurisdiction, lead, began_at)
CREATE INDEX incident_of_office ON public.incident USING btree (jurisdiction, lead, known_at)
CREATE INDEX incident_running ON public.incident USING btree (jurisdiction, lead, known_at) WHERE (over_at IS NULL)
CREATE INDEX incident_running_below ON public.incident USING btree (jurisdiction, above, known_at) WHERE (over_at IS NULL)
CREATE INDEX incident_to_call ON public.incident USING btree (jurisdiction, next_call_at) WHERE (next_call_at IS NOT NULL)
CREATE INDEX incident_to_destroy ON public.incident USING btree (jurisdiction, destroy_on) WHERE (destroy_on IS NOT NULL)
CREATE INDEX intake_part_old ON public.intake_part USING btree (jurisdiction, received_at)
CREATE INDEX joint_seat_key_matter ON keystore.joint_seat USING btree (jurisdiction, matter)
CREATE INDEX joint_seat_matter ON public.joint_seat USING btree (jurisdiction, matter)
CREATE INDEX letter_by_end ON public.letter USING btree (jurisdiction, to_day) WHERE ((NOT ended) AND (NOT renewing))
CREATE INDEX letter_of_holder ON public.letter USING btree (jurisdiction, holder_office) WHERE (NOT ended)
CREATE INDEX letter_of_site ON public.letter USING btree (jurisdiction, site) WHERE (NOT ended)
CREATE INDEX logbook_overseen ON public.logbook USING btree (jurisdiction, local, month)
CREATE INDEX matter_place ON public.matter USING btree (jurisdiction, place_code, category) WHERE (place_code IS NOT NULL)
CREATE INDEX matter_trouble ON public.matter USING btree (jurisdiction, trouble) WHERE (trouble IS NOT NULL)
CREATE INDEX matter_with_gap ON public.matter USING btree (jurisdiction, gap_on, category) WHERE (gap_on IS NOT NULL)
CREATE INDEX obligation_due ON public.obligation USING btree (jurisdiction, due_at) WHERE ((status = ANY (ARRAY['open'::text, 'pending'::text])) AND (nature = 'duty'::text))
CREATE INDEX obligation_due_in ON public.obligation USING btree (jurisdiction, due_at) WHERE (nature = 'duty'::text)
CREATE INDEX obligation_moment ON public.obligation USING btree (jurisdiction, office, due_at, matter) WHERE ((due_on IS NULL) AND (status = ANY (ARRAY['open'::text, 'late'::text])) AND (nature = 'duty'::text))
CREATE INDEX obligation_of_checked ON public.obligation USING btree (jurisdiction, matter) WHERE ((owed_by = 'checked_office'::text) AND (status = ANY (ARRAY['open'::text, 'late'::text])))
CREATE INDEX obligation_of_referred ON public.obligation USING btree (jurisdiction, office, matter) WHERE (owed_by = 'referred_office'::text)
CREATE INDEX obligation_open ON public.obligation USING btree (jurisdiction, office, due_at, matter) WHERE ((status = ANY (ARRAY['open'::text, 'late'::text])) AND (nature = 'duty'::text))
CREATE INDEX obligation_pending ON public.obligation USING btree (jurisdiction, office, starts_at, matter) WHERE ((status = 'pending'::text) AND (nature = 'duty'::text))
CREATE INDEX obligation_provisional ON public.obligation USING btree (jurisdiction, due_on) WHERE (provisional AND (status = ANY (ARRAY['open'::text, 'pending'::text, 'late'::text])))
CREATE INDEX opened_box_until ON keystore.opened_box USING btree (jurisdiction, until)
CREATE INDEX outbox_by_destination ON public.outbox USING btree (jurisdiction, (((topic || ':'::text) || COALESCE((message ->> 'office'::text), (message ->> 'client'::text), ''::text))), due_at) WHERE (sent_at IS NULL)
CREATE INDEX outbox_relayed ON public.outbox USING btree (jurisdiction, sent_at) WHERE (topic = 'relay'::text)
CREATE INDEX passkey_of ON public.passkey USING btree (jurisdiction, staff)
CREATE INDEX peer_report_due ON public.peer_report USING btree (jurisdiction, due_at) WHERE (due_at IS NOT NULL)
CREATE INDEX peer_report_of ON public.peer_report USING btree (jurisdiction, matter, n)
CREATE INDEX proposal_old ON public.proposal USING btree (jurisdiction, received_at)
CREATE INDEX proposal_waiting ON public.proposal USING btree (jurisdiction, post) WHERE (became IS NULL)
CREATE INDEX public_request_day ON public.public_request USING btree (jurisdiction, requested_on, matter)
CREATE INDEX push_device_of ON public.push_device USING btree (jurisdiction, staff)
CREATE INDEX return_act_for ON public.return_act USING btree (jurisdiction, office, rule, slot)
CREATE INDEX return_excuse_of ON public.return_excuse USING btree (jurisdiction, office, to_day)
CREATE INDEX return_plan_again ON public.return_plan USING btree (jurisdiction, again_at)
CREATE INDEX return_plan_closed ON public.return_plan USING btree (jurisdiction, closed_through)
CREATE INDEX roster_of_supervisor ON public.roster USING btree (jurisdiction, supervisor, month) WHERE (supervisor IS NOT NULL)
CREATE INDEX roster_to_forget ON public.roster USING btree (jurisdiction, month) WHERE (NOT forgotten)
CREATE INDEX round_by_end ON public.round USING btree (jurisdiction, last_day) WHERE (NOT ended)
CREATE INDEX round_office_of ON public.round_office USING btree (jurisdiction, office, matter)
CREATE INDEX site_by_name ON public.site USING btree (jurisdiction, name, matter) WHERE (until IS NULL)
CREATE INDEX site_changed ON public.site USING btree (jurisdiction, changed_at)
CREATE INDEX site_of_local ON public.site USING btree (jurisdiction, local)
CREATE INDEX site_of_office ON public.site USING btree (jurisdiction, office, matter) WHERE (until IS NULL)
CREATE INDEX slot_plan_again ON public.slot_plan USING btree (jurisdiction, again_at)
CREATE INDEX slot_plan_basis ON public.slot_plan USING btree (jurisdiction, basis)
CREATE INDEX slot_plan_closed ON public.slot_plan USING btree (jurisdiction, closed_through)
CREATE INDEX step_draft_old ON public.step_draft USING btree (jurisdiction, kept_on)
CREATE INDEX stream_of_office ON public.stream USING btree (jurisdiction, office, recorded_at, matter) WHERE (level = 0)
CREATE INDEX stream_supervised ON public.stream USING btree (jurisdiction, office, matter) WHERE ((level = 1) AND (state = 'supervised'::text))
CREATE INDEX taken_matter_of_office ON public.taken_matter USING btree (jurisdiction, office, by_day)
CREATE INDEX tour_by_day ON public.tour USING btree (jurisdiction, announced_at DESC, matter)
CREATE INDEX tour_of_office ON public.tour USING btree (jurisdiction, office, announced_at, matter)
CREATE INDEX tour_untaken ON public.tour USING btree (jurisdiction, matter) WHERE (untaken > 0)
CREATE INDEX tour_without_next ON public.tour USING btree (jurisdiction, matter) WHERE (next IS NULL)
CREATE INDEX unsealing_asked ON public.unsealing USING btree (jurisdiction, lapses_at) WHERE (state = 'asked'::text)
CREATE INDEX warning_by_end ON public.warning USING btree (jurisdiction, exercise, ends DESC, matter)
CREATE INDEX warning_from_above ON public.warning USING btree (jurisdiction, supervisor, issued_at DESC, matter) WHERE (supervisor IS NOT NULL)
CREATE INDEX warning_of_office ON public.warning USING btree (jurisdiction, office, issued_at DESC, matter)
CREATE INDEX warning_to_end ON public.warning USING btree (jurisdiction, ends, matter) WHERE (over_at IS NULL)
CREATE UNIQUE INDEX check_of_intake ON public.check_record USING btree (jurisdiction, handle, manifest) WHERE (handle IS NOT NULL)
CREATE UNIQUE INDEX circular_by_paper ON public.circular USING btree (jurisdiction, office, paper) WHERE (NOT taken_back)
CREATE UNIQUE INDEX duty_feed_of_post ON public.duty_feed USING btree (jurisdiction, post) WHERE (revoked_at IS NULL)
CREATE UNIQUE INDEX hazard_of_finding ON public.hazard USING btree (jurisdiction, record, item) WHERE (record IS NOT NULL)
CREATE UNIQUE INDEX hazard_statement_of_office ON public.hazard_statement USING btree (jurisdiction, office, to_day, unit)
CREATE UNIQUE INDEX incident_of_peer ON public.incident USING btree (jurisdiction, peer_of) WHERE (peer_of IS NOT NULL)
CREATE UNIQUE INDEX incident_of_warning ON public.incident USING btree (jurisdiction, warning) WHERE (warning IS NOT NULL)
CREATE UNIQUE INDEX logbook_of_month ON public.logbook USING btree (jurisdiction, office, local, month)
CREATE UNIQUE INDEX return_book_of_month ON public.return_book USING btree (jurisdiction, office, month)
CREATE UNIQUE INDEX taken_matter_running ON public.taken_matter USING btree (jurisdiction, of_matter) WHERE (ended_on IS NULL)

-- walls
keystore.blob_key: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
keystore.box_share: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
keystore.joint_seat: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
keystore.matter_key: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
keystore.opened_box: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
keystore.relay_box: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
keystore.released_share: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.access: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.access_day: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.access_digest: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.api_client: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.asset: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.assignment: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.blob: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.call_code: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.call_message: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.cap_feed: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.cash_line: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.check_lesson: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.check_photo: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.check_record: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.check_slot: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.circular: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.circular_office: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.closed_checkpoint: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.closed_log: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.conference: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.conference_decision: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.consultation: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.consultation_comment: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.cosignature: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.definition: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.door_box: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.drill: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.drill_call: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.duty_away: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.duty_feed: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.duty_holder: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.duty_seat: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.duty_shift: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.duty_swap: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.entity: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.event: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.field_key: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.figure: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.hazard: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.hazard_day: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.hazard_progress: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.hazard_report: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.hazard_statement: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.idempotency: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.import_key: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.incident: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.incident_call: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.intake_part: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.joint_seat: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.jurisdiction: walled for its owner, too; listed for r using ((CURRENT_USER = ( SELECT pg_get_userbyid(c.relowner) AS pg_get_userbyid
   FROM pg_class c
  WHERE (c.oid = ('jurisdiction'::regclass)::oid)))) with check (); wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.lease: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.letter: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.log_checkpoint: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.log_leaf: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.log_queue: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.log_state: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.logbook: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.matter: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.migration:
public.obligation: walled for its owner, too; slots_only for d using ((owed_by = ANY (ARRAY['site_post'::text, 'site_overseer'::text, 'asset_post'::text, 'asset_overseer'::text, 'return_post'::text]))) with check (); wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.office: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.outbox: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.paper_count: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.paper_number: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.passkey: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.peer_report: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.pending_door: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.pending_step: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.post: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.proposal: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.proposal_photo: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.public_event: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.public_request: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.push_device: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.receipt: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.relay: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.return_act: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.return_book: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.return_excuse: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.return_plan: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.reward_slip: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.roster: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.round: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.round_office: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.sealed_box: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.set_up_link: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.site: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.site_spot: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.slot_count: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.slot_exception: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.slot_plan: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.staff: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.staff_session: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.step_draft: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.stream: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.supervision: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.taken_matter: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.tour: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.unsealing: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.usable_definition: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))
public.warning: walled for its owner, too; wall for * using ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer)) with check ((jurisdiction = (current_setting('app.jurisdiction'::text))::integer))

-- rights
keystore.blob_key: huiyin_app may insert, select
keystore.blob_key: huiyin_archive may select
keystore.blob_key: huiyin_sweeper may delete, select
keystore.box_share: huiyin_app may insert, select
keystore.box_share: huiyin_archive may select
keystore.box_share: huiyin_sweeper may delete, select
keystore.joint_seat: huiyin_app may delete, insert, select
keystore.joint_seat: huiyin_archive may select
keystore.matter_key: huiyin_app may insert, select
keystore.matter_key: huiyin_archive may select
keystore.matter_key: huiyin_sweeper may insert, select
keystore.opened_box: huiyin_app may delete, insert, select
keystore.opened_box: huiyin_archive may select
keystore.opened_box: huiyin_sweeper may delete, select
keystore.relay_box: huiyin_app may insert, select
keystore.relay_box: huiyin_archive may select
keystore.relay_box: huiyin_sweeper may delete, select
keystore.released_share: huiyin_app may delete, insert, select
keystore.released_share: huiyin_archive may select
keystore.released_share: huiyin_sweeper may delete, select
public.access: huiyin_app may insert, select
public.access: huiyin_archive may select
public.access: huiyin_sweeper may select
public.access_day: huiyin_app may select
public.access_day: huiyin_archive may select
public.access_day: huiyin_sweeper may insert, select
public.access_digest: huiyin_app may select
public.access_digest: huiyin_archive may select
public.access_digest: huiyin_sweeper may insert, select
public.api_client: huiyin_app may delete, insert, select, update
public.api_client: huiyin_archive may select
public.api_client: huiyin_relay may select
public.asset: huiyin_app may insert, select, update
public.asset: huiyin_archive may select
public.asset: huiyin_sweeper may insert, select, update
public.assignment: huiyin_app may insert, select, update
public.assignment: huiyin_archive may select
public.assignment: huiyin_sweeper may insert, select, update
public.blob: huiyin_app may insert, select
public.blob: huiyin_archive may select
public.blob: huiyin_sweeper may select
public.call_code: huiyin_app may insert, select
public.call_code: huiyin_relay may insert, select
public.call_code: huiyin_sweeper may delete, insert, select
public.call_message: huiyin_app may insert, select
public.call_message: huiyin_archive may select
public.call_message: huiyin_relay may insert, select, update
public.call_message: huiyin_sweeper may insert, select
public.cap_feed: huiyin_app may insert, select, update
public.cap_feed: huiyin_archive may select
public.cap_feed: huiyin_sweeper may insert, select, update
public.cash_line: huiyin_app may insert, select
public.cash_line: huiyin_archive may select
public.check_lesson: huiyin_app may insert, select, update
public.check_lesson: huiyin_archive may select
public.check_lesson: huiyin_sweeper may insert, select, update
public.check_photo: huiyin_app may insert, select, update
public.check_photo: huiyin_archive may select
public.check_photo: huiyin_sweeper may insert, select, update
public.check_record: huiyin_app may insert, select, update
public.check_record: huiyin_archive may select
public.check_record: huiyin_sweeper may insert, select, update
public.check_slot: huiyin_app may insert, select, update
public.check_slot: huiyin_archive may select
public.check_slot: huiyin_sweeper may insert, select, update
public.circular: huiyin_app may insert, select, update
public.circular: huiyin_archive may select
public.circular: huiyin_sweeper may insert, select, update
public.circular_office: huiyin_app may insert, select, update
public.circular_office: huiyin_archive may select
public.circular_office: huiyin_sweeper may insert, select, update
public.closed_checkpoint: huiyin_app may select
public.closed_checkpoint: huiyin_archive may select
public.closed_log: huiyin_app may select
public.closed_log: huiyin_archive may select
public.closed_log: huiyin_integrator may select
public.conference: huiyin_app may insert, select, update
public.conference: huiyin_archive may select
public.conference: huiyin_sweeper may insert, select, update
public.conference_decision: huiyin_app may insert, select, update
public.conference_decision: huiyin_archive may select
public.conference_decision: huiyin_sweeper may insert, select, update
public.consultation: huiyin_app may insert, select, update
public.consultation: huiyin_archive may select
public.consultation: huiyin_sweeper may insert, select, update
public.consultation_comment: huiyin_app may insert, select, update
public.consultation_comment: huiyin_archive may select
public.consultation_comment: huiyin_sweeper may insert, select, update
public.cosignature: huiyin_app may select
public.cosignature: huiyin_archive may select
public.cosignature: huiyin_integrator may insert, select
public.definition: huiyin_app may insert, select
public.definition: huiyin_archive may select
public.definition: huiyin_sweeper may select
public.door_box: huiyin_app may insert, select
public.door_box: huiyin_archive may select
public.door_box: huiyin_relay may delete, select
public.drill: huiyin_app may insert, select, update
public.drill: huiyin_archive may select
public.drill: huiyin_sweeper may insert, select, update
public.drill_call: huiyin_app may insert, select, update
public.drill_call: huiyin_archive may select
public.drill_call: huiyin_sweeper may insert, select, update
public.duty_away: huiyin_app may delete, insert, select
public.duty_away: huiyin_archive may select
public.duty_away: huiyin_sweeper may delete, select
public.duty_feed: huiyin_app may insert, select
public.duty_feed: huiyin_archive may select
public.duty_feed: huiyin_sweeper may select
public.duty_holder: huiyin_app may insert, select
public.duty_holder: huiyin_archive may select
public.duty_holder: huiyin_sweeper may delete, select
public.duty_seat: huiyin_app may insert, select, update
public.duty_seat: huiyin_archive may select
public.duty_seat: huiyin_sweeper may insert, select, update
public.duty_shift: huiyin_app may insert, select, update
public.duty_shift: huiyin_archive may select
public.duty_shift: huiyin_sweeper may insert, select, update
public.duty_swap: huiyin_app may insert, select, update
public.duty_swap: huiyin_archive may select
public.duty_swap: huiyin_sweeper may insert, select, update
public.entity: huiyin_app may insert, select, update
public.entity: huiyin_archive may select
public.entity: huiyin_sweeper may select, update
public.event: huiyin_app may insert, select
public.event: huiyin_archive may select
public.event: huiyin_sweeper may insert, select
public.field_key: huiyin_app may delete, insert, select
public.figure: huiyin_app may insert, select
public.figure: huiyin_archive may select
public.hazard: huiyin_app may insert, select, update
public.hazard: huiyin_archive may select
public.hazard: huiyin_sweeper may insert, select, update
public.hazard_day: huiyin_app may insert, select, update
public.hazard_day: huiyin_archive may select
public.hazard_day: huiyin_sweeper may insert, select, update
public.hazard_progress: huiyin_app may insert, select, update
public.hazard_progress: huiyin_archive may select
public.hazard_progress: huiyin_sweeper may insert, select, update
public.hazard_report: huiyin_app may insert, select, update
public.hazard_report: huiyin_archive may select
public.hazard_report: huiyin_sweeper may insert, select, update
public.hazard_statement: huiyin_app may insert, select, update
public.hazard_statement: huiyin_archive may select
public.hazard_statement: huiyin_sweeper may insert, select, update
public.idempotency: huiyin_app may insert, select
public.idempotency: huiyin_archive may select
public.idempotency: huiyin_sweeper may delete, select
public.import_key: huiyin_app may insert, select
public.import_key: huiyin_archive may select
public.incident: huiyin_app may insert, select, update
public.incident: huiyin_archive may select
public.incident: huiyin_sweeper may insert, select, update
public.incident_call: huiyin_app may insert, select, update
public.incident_call: huiyin_archive may select
public.incident_call: huiyin_sweeper may insert, select, update
public.intake_part: huiyin_app may delete, insert, select, update
public.intake_part: huiyin_sweeper may delete, insert, select, update
public.joint_seat: huiyin_app may delete, insert, select
public.joint_seat: huiyin_archive may select
public.jurisdiction: huiyin_app may insert, select, update
public.jurisdiction: huiyin_archive may select
public.jurisdiction: huiyin_integrator may select
public.jurisdiction: huiyin_relay may select
public.jurisdiction: huiyin_sweeper may select
public.lease: huiyin_archive may select
public.lease: huiyin_integrator may insert, select, update
public.lease: huiyin_relay may insert, select, update
public.lease: huiyin_sweeper may insert, select, update
public.letter: huiyin_app may insert, select, update
public.letter: huiyin_archive may select
public.letter: huiyin_sweeper may insert, select, update
public.log_checkpoint: huiyin_app may select
public.log_checkpoint: huiyin_archive may select
public.log_checkpoint: huiyin_integrator may insert, select
public.log_leaf: huiyin_app may select
public.log_leaf: huiyin_archive may select
public.log_leaf: huiyin_integrator may insert, select
public.log_queue: huiyin_app may insert, select
public.log_queue: huiyin_archive may select
public.log_queue: huiyin_integrator may delete, select, update
public.log_queue: huiyin_sweeper may insert, select
public.log_state: huiyin_app may select
public.log_state: huiyin_archive may select
public.log_state: huiyin_integrator may insert, select, update
public.logbook: huiyin_app may insert, select, update
public.logbook: huiyin_archive may select
public.logbook: huiyin_sweeper may insert, select, update
public.matter: huiyin_app may insert, select, update
public.matter: huiyin_archive may select
public.matter: huiyin_sweeper may select, update
public.migration: huiyin_archive may select
public.obligation: huiyin_app may delete, insert, select, update
public.obligation: huiyin_archive may select
public.obligation: huiyin_sweeper may insert, select, update
public.office: huiyin_app may insert, select, update
public.office: huiyin_archive may select
public.office: huiyin_relay may select
public.office: huiyin_sweeper may select
public.outbox: huiyin_app may insert, select
public.outbox: huiyin_archive may select
public.outbox: huiyin_relay may select, update
public.outbox: huiyin_sweeper may delete, insert, select
public.paper_count: huiyin_app may insert, select
public.paper_count: huiyin_archive may select
public.paper_number: huiyin_app may insert, select
public.paper_number: huiyin_archive may select
public.passkey: huiyin_app may delete, insert, select, update
public.passkey: huiyin_archive may select
public.peer_report: huiyin_app may insert, select, update
public.peer_report: huiyin_archive may select
public.peer_report: huiyin_sweeper may insert, select, update
public.pending_door: huiyin_app may delete, insert, select
public.pending_door: huiyin_sweeper may delete, select
public.pending_step: huiyin_app may delete, insert, select
public.pending_step: huiyin_sweeper may delete, select
public.post: huiyin_app may insert, select, update
public.post: huiyin_archive may select
public.proposal: huiyin_app may delete, insert, select, update
public.proposal: huiyin_sweeper may delete, select
public.proposal_photo: huiyin_app may delete, insert, select, update
public.proposal_photo: huiyin_sweeper may delete, select
public.public_event: huiyin_app may insert, select
public.public_event: huiyin_archive may select
public.public_event: huiyin_integrator may select
public.public_event: huiyin_relay may select
public.public_event: huiyin_sweeper may select
public.public_request: huiyin_app may insert, select, update
public.public_request: huiyin_archive may select
public.public_request: huiyin_sweeper may insert, select, update
public.push_device: huiyin_app may delete, insert, select
public.receipt: huiyin_app may insert, select
public.receipt: huiyin_archive may select
public.receipt: huiyin_sweeper may insert, select
public.relay: huiyin_app may delete, insert, select, update
public.relay: huiyin_archive may select
public.relay: huiyin_relay may select
public.relay: huiyin_sweeper may select
public.return_act: huiyin_app may insert, select, update
public.return_act: huiyin_archive may select
public.return_act: huiyin_sweeper may insert, select, update
public.return_book: huiyin_app may insert, select, update
public.return_book: huiyin_archive may select
public.return_book: huiyin_sweeper may insert, select, update
public.return_excuse: huiyin_app may insert, select, update
public.return_excuse: huiyin_archive may select
public.return_excuse: huiyin_sweeper may insert, select, update
public.return_plan: huiyin_app may insert, select, update
public.return_plan: huiyin_archive may select
public.return_plan: huiyin_sweeper may insert, select, update
public.reward_slip: huiyin_app may insert, select
public.reward_slip: huiyin_archive may select
public.roster: huiyin_app may insert, select, update
public.roster: huiyin_archive may select
public.roster: huiyin_sweeper may insert, select, update
public.round: huiyin_app may insert, select, update
public.round: huiyin_archive may select
public.round: huiyin_sweeper may insert, select, update
public.round_office: huiyin_app may insert, select, update
public.round_office: huiyin_archive may select
public.round_office: huiyin_sweeper may insert, select, update
public.sealed_box: huiyin_app may insert, select
public.sealed_box: huiyin_archive may select
public.sealed_box: huiyin_sweeper may select
public.set_up_link: huiyin_app may delete, insert, select
public.set_up_link: huiyin_sweeper may delete, select
public.site: huiyin_app may insert, select, update
public.site: huiyin_archive may select
public.site: huiyin_sweeper may insert, select, update
public.site_spot: huiyin_app may insert, select, update
public.site_spot: huiyin_archive may select
public.site_spot: huiyin_sweeper may insert, select, update
public.slot_count: huiyin_app may insert, select, update
public.slot_count: huiyin_archive may select
public.slot_count: huiyin_sweeper may insert, select, update
public.slot_exception: huiyin_app may insert, select, update
public.slot_exception: huiyin_archive may select
public.slot_exception: huiyin_sweeper may insert, select, update
public.slot_plan: huiyin_app may insert, select, update
public.slot_plan: huiyin_archive may select
public.slot_plan: huiyin_sweeper may insert, select, update
public.staff: huiyin_app may insert, select, update
public.staff: huiyin_archive may select
public.staff_session: huiyin_app may delete, insert, select
public.staff_session: huiyin_archive may select
public.staff_session: huiyin_sweeper may delete, select
public.step_draft: huiyin_app may delete, insert, select, update
public.step_draft: huiyin_sweeper may delete, select
public.stream: huiyin_app may insert, select, update
public.stream: huiyin_archive may select
public.stream: huiyin_sweeper may insert, select, update
public.supervision: huiyin_app may insert, select, update
public.supervision: huiyin_archive may select
public.supervision: huiyin_sweeper may insert, select, update
public.taken_matter: huiyin_app may insert, select, update
public.taken_matter: huiyin_archive may select
public.taken_matter: huiyin_sweeper may insert, select, update
public.tour: huiyin_app may insert, select, update
public.tour: huiyin_archive may select
public.tour: huiyin_sweeper may insert, select, update
public.unsealing: huiyin_app may insert, select
public.unsealing: huiyin_archive may select
public.unsealing: huiyin_sweeper may select
public.usable_definition: huiyin_app may insert, select, update
public.usable_definition: huiyin_archive may select
public.usable_definition: huiyin_sweeper may select
public.warning: huiyin_app may insert, select, update
public.warning: huiyin_archive may select
public.warning: huiyin_sweeper may insert, select, update

-- rights to columns
keystore.matter_key.doc: huiyin_app may update
keystore.matter_key.doc: huiyin_sweeper may update
keystore.matter_key.internal: huiyin_app may update
keystore.matter_key.internal: huiyin_sweeper may update
keystore.matter_key.log: huiyin_app may update
keystore.matter_key.log: huiyin_sweeper may update
keystore.matter_key.office: huiyin_app may update
keystore.matter_key.office: huiyin_sweeper may update
public.call_message.state: huiyin_app may update
public.call_message.state: huiyin_sweeper may update
public.duty_feed.revoked_at: huiyin_app may update
public.duty_feed.revoked_at: huiyin_sweeper may update
public.paper_count.last: huiyin_app may update
public.post.jurisdiction: huiyin_sweeper may select
public.post.office: huiyin_sweeper may select
public.post.post: huiyin_sweeper may select
public.post.role: huiyin_sweeper may select
public.push_device.reached_at: huiyin_app may update
public.receipt.ended_at: huiyin_app may update
public.receipt.ended_at: huiyin_sweeper may update
public.receipt.ended_how: huiyin_app may update
public.receipt.ended_how: huiyin_sweeper may update
public.staff.ended_on: huiyin_sweeper may select
public.staff.jurisdiction: huiyin_sweeper may select
public.staff.post: huiyin_sweeper may select
public.staff.staff: huiyin_sweeper may select
public.unsealing.state: huiyin_app may update

-- functions and triggers
CREATE CONSTRAINT TRIGGER holds_changed AFTER UPDATE ON public.duty_seat DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.holder IS NOT NULL) AND (((((((old.holder IS DISTINCT FROM new.holder) OR (old.post IS DISTINCT FROM new.post)) OR (old.begins IS DISTINCT FROM new.begins)) OR (old.ends IS DISTINCT FROM new.ends)) OR (old.posts IS DISTINCT FROM new.posts)) OR (old.rest_hours IS DISTINCT FROM new.rest_hours)) OR (old.office IS DISTINCT FROM new.office)))) EXECUTE FUNCTION duty_holds()
CREATE CONSTRAINT TRIGGER holds_new AFTER INSERT ON public.duty_seat DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.holder IS NOT NULL)) EXECUTE FUNCTION duty_holds()
CREATE OR REPLACE FUNCTION public.duty_holder_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a holder stays who it is' using errcode = 'check_violation', constraint = 'duty_holder_stays';
end $function$
CREATE OR REPLACE FUNCTION public.duty_holds()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  s duty_seat;
  who text;
  zone text := (select j.zone from jurisdiction j where j.jurisdiction = new.jurisdiction);
  other duty_seat;
begin
  if duty_is_restored(tg_relid) then return null; end if;
  perform pg_advisory_xact_lock(562, hashtext(new.jurisdiction || ' ' || new.office));
  select * into s from duty_seat t where t.jurisdiction = new.jurisdiction and t.matter = new.matter and t.seat = new.seat;
  if not found or s.holder is null then return null; end if;
  select h.staff into who from duty_holder h where h.jurisdiction = s.jurisdiction and h.matter = s.matter and h.holder = s.holder;
  if who is null or not exists (
    select from staff f join post p on p.jurisdiction = f.jurisdiction and p.post = f.post
    where f.jurisdiction = s.jurisdiction and f.staff = who and f.post = s.post and p.office = s.office and p.role = any (string_to_array(s.posts, ' '))
      and (f.ended_on is null or f.ended_on > ((s.ends - interval '1 second') at time zone zone)::date)
  ) then
    raise exception 'nobody with a post for the seat % has it', s.seat using errcode = 'check_violation', constraint = 'duty_post';
  end if;
  select t.* into other from duty_holder h join duty_seat t on t.jurisdiction = h.jurisdiction and t.matter = h.matter and t.holder = h.holder
    where h.jurisdiction = s.jurisdiction and h.staff = who and (t.matter, t.seat) <> (s.matter, s.seat)
      and t.begins < s.ends + greatest(t.rest_hours, s.rest_hours) * interval '1 hour' and s.begins < t.ends + greatest(t.rest_hours, s.rest_hours) * interval '1 hour'
    limit 1;
  if found then
    raise exception 'the seats % and % do not go together', s.seat, other.seat using errcode = 'check_violation',
      constraint = case when other.begins < s.ends and s.begins < other.ends then 'duty_double' else 'duty_rest' end;
  end if;
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.duty_is_restored(relation oid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(current_setting('app.restoring', true), '') = 'on' and pg_has_role(current_user, (select relowner from pg_class where oid = relation), 'member')
$function$
CREATE OR REPLACE FUNCTION public.duty_stays_filled()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.published and old.holder is not null and new.holder is null and not new.dropped and exists (
    select from duty_holder h join staff s on s.jurisdiction = h.jurisdiction and s.staff = h.staff
    where h.jurisdiction = old.jurisdiction and h.matter = old.matter and h.holder = old.holder and s.ended_on is null
  ) then
    raise exception 'the seat % would stay empty', old.seat using errcode = 'check_violation', constraint = 'duty_empty';
  end if;
  return new;
end $function$
CREATE OR REPLACE FUNCTION public.duty_two_sign()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not duty_is_restored(tg_relid) and exists (
    select from duty_holder a join duty_holder b on b.jurisdiction = a.jurisdiction and b.staff = a.staff
    where a.jurisdiction = new.jurisdiction and a.matter = new.roster and a.holder = new.signed_out_by
      and b.matter = new.signed_in_roster and b.holder = new.signed_in_by
  ) then
    raise exception 'one account signs both sides of %', new.shift using errcode = 'check_violation', constraint = 'duty_both_sides';
  end if;
  return new;
end $function$
CREATE TRIGGER stays BEFORE UPDATE ON public.duty_holder FOR EACH ROW EXECUTE FUNCTION duty_holder_stays()
CREATE TRIGGER stays_filled BEFORE UPDATE OF holder ON public.duty_seat FOR EACH ROW EXECUTE FUNCTION duty_stays_filled()
CREATE TRIGGER two_sign BEFORE INSERT OR UPDATE ON public.duty_shift FOR EACH ROW EXECUTE FUNCTION duty_two_sign()
