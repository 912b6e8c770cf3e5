/**
 * Words that texts use in place of a question's: for each word, those that mean nearly the same in manuals, policies and references.
 * Inflected forms are found by their stems. Each was proposed by a writer and kept by a reviewer, neither of whom had a question set at hand.
 */
export const thesaurus = `
abandon: leave discard drop cancel quit deprecated unmaintained
abate: reduce subside
abbreviate: shorten truncate acronym alias short
abduct: kidnap
abide: comply follow obey
ability: capability capacity feature skill permission
able: capable
abnormal: unusual anomalous irregular unexpected anomaly error
abolish: repeal eliminate end abolition
abort: cancel stop terminate interrupt kill halt rollback
abroad: overseas international foreign
abrupt: sudden unexpected
abscond: flee escape
absence: leave lack missing away
absent: missing away null none undefined unavailable absence
absenteeism: absence nonattendance
absolute: complete unconditional
absolve: exempt release
absorb: soak take porous
abstain: refrain avoid forgo
abstract: summary interface generic conceptual base virtual summarize
abundant: plentiful common ample
abuse: misuse mistreat violation spam attack fraud
ac: conditioning cooling hvac
academy: school institute
accelerate: speed quicken faster boost optimize gpu
accept: approve agree receive take acknowledge consent allow permit satisfactory
access: permission authorization privilege enter entry open connect reach screenreader reachable available
accident: incident crash collision mistake
accidental: unintentional inadvertent unintentionally mistakenly
accommodate: fit support lodge adjust house hotel
accompany: escort attend
accomplish: achieve complete perform success
accord: grant
account: profile user login subscription registration identity bookkeeping responsibility liable auditor finance
accredit: certify recognize
accrue: accumulate earn build gain
accumulate: collect aggregate accrue gather grow sum build buffer
accuracy: precision correctness exactness error
accurate: precise exact correct accuracy
accuse: allegation charge blame suspect defendant
accustom: adapt familiar
ache: pain hurt soreness
achieve: accomplish attain reach success
acid: atomicity transactional
ack: acknowledgement confirm
acknowledge: confirm ack accept recognize receipt
acl: permission access
acoustic: sound audio
acquaint: familiarize introduce contact
acquire: obtain get gain purchase buy lock take
acquisition: purchase takeover merger
acquit: exonerate clear
acre: hectare acreage
acronym: abbreviation stands
act: law statute behave perform legislation function operate
active: enable start trigger switch turn running current live action event usage log
actor: performer cast starring
actress: actor performer cast
actual: real true current effective fact
ad: advertisement commercial
adapt: adjust modify customize convert port tune connector dongle driver wrapper
add: append insert include create attach register sum
addict: dependent
addition: supplement extra supplementary optional preservative
addon: plugin extension module integration
address: location url residence email ip uri pointer endpoint resolve handle
addressee: recipient receiver
adequate: sufficient appropriate enough
adhere: comply follow stick bond
adhesive: glue bonding
adjacent: next neighbouring bordering
adjourn: suspend postpone
adjust: change tune configure modify set tweak variable
admin: administrator root superuser owner operator
administer: manage operate run apply
administrator: management government
admire: respect esteem
admission: acceptable entry
admit: accept confess allow
adolescent: teenager youth puberty
adopt: accept implement use
adult: grownup mature grown
advance: progress promote proceed expert complex sophisticated custom
advantage: benefit strength pro
adverse: harmful negative unfavourable
advertise: promote market announce broadcast publish
advice: recommendation guidance tip counsel suggestion guideline
advise: recommend counsel inform consult
advisor: adviser consultant counselor
advocate: support recommend promote
aeroplane: aircraft airplane
affect: influence impact change effect
affiliate: subsidiary partner associate
affirm: confirm assert
afford: cost budget pay inexpensive cheap economical price
afraid: fear phobia
afterwards: subsequently later following
age: old years lifetime maturity senescence
agenda: schedule program topics
agent: representative daemon client broker worker collector bot
aggravate: worsen exacerbate intensify
aggregate: combine sum group collect rollup summarize
aggression: hostility violent
agitate: stir shake
ago: past previously
agree: consent accept concur approve match consensus
agreement: contract deal treaty terms consent
agriculture: farming cultivation
ahead: beforehand upfront prior
ai: intelligence artificial
aid: help assist support helper
ail: ill sick
ailment: illness disease
aim: goal objective purpose target intend
air: ventilation broadcast
airbnb: lodging accommodation rental
aircon: conditioning cooling hvac air
aircraft: plane airplane
airdrop: transfer share
airfare: flight fare
airline: carrier flight
airplane: aircraft plane
airport: terminal aerodrome
aisle: passage row
alarm: alert notification warning siren
album: collection gallery folder record
alcohol: liquor ethanol drinking
ale: beer brew
alert: notification warning notify alarm message
algorithm: method procedure technique heuristic
alias: shortcut synonym nickname symlink name
align: position justify center
alike: similar identical
alive: running live healthy heartbeat keepalive active
alkaline: base basic
allege: accusation claim
allergic: allergy hypersensitivity
allergy: allergic hypersensitivity
alleviate: relieve reduce mitigate
alley: lane passage
alliance: treaty
allocate: assign distribute reserve allot provision malloc
allot: allocate assign share
allow: permit let enable authorize grant support whitelist permission stipend quota budget limit benefit legal valid eligible
allowlist: whitelist allowed permitted
allude: refer mention
ally: partner alliance
almost: nearly approximately
alone: standalone single solitary isolated independently
alpha: prerelease experimental
alphabet: letters script lexicographic sorted order
alt: alternative description
alter: change modify update edit
alternate: rotate fallback secondary substitute replacement option workaround
although: though despite
altitude: elevation height
alumni: graduates alumnus
always: permanently constantly invariably every guaranteed
amass: accumulate collect
amateur: nonprofessional hobbyist beginner
amaze: remarkable extraordinary outstanding
ambassador: diplomat envoy
ambiguous: unclear vague
ambulance: paramedic ems
amend: modify change revise correct edit update modification
amenities: facilities conveniences perks
amortize: depreciate spread
amount: quantity number sum total volume count size
ample: sufficient abundant
amplify: increase boost
analyse: examine inspect study evaluate parse profile
analysis: examination evaluation assessment
ancestor: parent predecessor forebear superclass base
anchor: link hash attach fix
ancient: antique old prehistoric archaic early
android: phone mobile smartphone
anger: hostility aggression
angry: anger hostile aggressive
animal: creature fauna species wildlife transition motion effect
annex: append attach
annihilate: destroy eliminate
annotate: comment label note tag mark decorator metadata
announce: declare notify publish release broadcast
annoy: irritate disturb bother disrupt nuisance intrusive unwanted
annual: yearly year
annul: cancel void
anomaly: outlier irregularity abnormality deviation
anonymize: mask redact pseudonymize deidentify unauthenticated unnamed guest unidentified incognito
answer: reply response solution respond result
antibiotic: antimicrobial antibacterial penicillin
anticipate: expect predict
antique: old ancient vintage
antivirus: malware scanner defender security
anxiety: worry nervousness
anxious: anxiety nervous
anyone: public anybody everyone person user
anytime: whenever
apart: separate distance flat unit
api: interface endpoint service
apology: sorry regret
app: application program software client
apparatus: device equipment instrument
apparel: clothing garments
apparent: evident visible obvious seemingly
appeal: dispute contest challenge
appear: show display visible shown seem render look theme style skin layout
append: add attach concatenate extend
appliance: device equipment
applicant: relevant valid apply candidate interviewee app program software
apply: request submit enforce use execute
appoint: nominate designate assign hire booking meeting reservation visit
appraise: review evaluation assessment valuation value
apprentice: trainee learner apprenticeship
approach: method technique near
appropriate: suitable proper correct adequate recommended
approve: authorization consent permission review accept confirm sanction permit
approximate: estimate near inexact rough fuzzy roughly around
apr: interest rate
arbitrary: random custom discretionary
arbitrate: mediate resolve dispute
archaeology: excavation
architect: designer
archive: store backup compress retain zip history
area: region zone section surface scope
arena: stadium venue
argue: dispute debate contend
argument: parameter option flag input
arid: dry desert drought
arise: occur emerge originate
aristocracy: nobility nobles
arithmetic: calculation numerical
armchair: chair seat
army: military troops forces
arose: occurred originated
around: approximately surrounding
arrange: organize order sort layout schedule configuration
array: list vector sequence collection
arrears: overdue debt unpaid
arrest: detain detention apprehend custody
arrive: reach receive come delivered
arrow: cursor caret pointer
art: artwork artistic
article: item piece
artificial: synthetic manmade
artist: painter creator sculptor
artwork: painting
asap: immediately promptly urgent
ascend: rise climb
ascertain: determine verify establish
ask: request query prompt inquire question
asleep: sleep
aspect: feature facet
aspire: aim goal
assassinate: kill murder
assault: attack violence battery
assemble: build construct gather bytecode binary
assert: claim verify check validate state invariant
assess: evaluate appraise measure review estimate audit
asset: property resource holding
assign: allocate set give designate bind map task homework duty
assimilate: absorb integrate
assist: help aid support guide helper secretary chatbot copilot wizard
associate: link relate connect map attach organization relationship
assume: suppose presume default expect
assumption: hypothesis premise
assure: guarantee ensure
asthma: respiratory breathing
astronaut: spaceflight crew
async: asynchronous nonblocking concurrent background
asynchronous: nonblocking async concurrent deferred background
ate: consumed eaten ingested feeds
athlete: player sportsperson
atom: nucleus indivisible transactional
attach: connect mount fasten join append bind include file enclosure upload enclosed
attack: assault exploit intrusion invasion breach hack threat adversary intruder hacker malicious
attain: achieve reach obtain
attempt: try retry effort
attend: participate visit
attest: certify confirm
attic: loft roof
attire: dress clothing
attitude: behaviour opinion
attorney: lawyer counsel solicitor
attract: draw lure beautiful appealing
attribute: property field characteristic feature column
attrition: turnover churn loss
auction: sell bid
audio: sound voice speaker microphone
audit: review inspect examine log trail
auditor: inspector examiner
augment: increase enhance supplement
aunt: relative
authentic: genuine real original legitimate login signin verify sign credentials sso mfa identity token
author: writer creator committer power permission agency approval access privilege grant permit allow
auto: automatic car automobile
autocomplete: completion suggestion typeahead autofill
autofill: autocomplete prefill
autoincrement: sequence identity serial
automate: automatic script schedule pipeline workflow
automatic: automated auto unattended default implicit implicitly
automobile: car vehicle
autonomous: independent
autoscale: scaling elastic
autoscaling: elastic scaling
autosuggest: autocomplete suggestion
autumn: fall season
avail: use benefit uptime redundancy failover reliability accessible supported obtainable free ready online
avatar: picture photo icon image
avenge: retaliate revenge
avenue: street road
average: mean median typical avg aggregate
avert: prevent avoid
avoid: prevent bypass evade skip circumvent eliminate
await: wait pending block promise
awake: wakefulness insomnia
awaken: wake arouse
award: grant prize honour bonus
aware: informed conscious notice knowledge consciousness
away: offline remote idle
awesome: excellent outstanding
awful: poor terrible bad severe
awkward: cumbersome inconvenient
axe: cancel hatchet remove terminate cut
axiom: postulate assumption
baby: infant newborn
babysit: childcare
babysitter: childcare nanny
back: return previous rear behind support backward backup
backbone: spine vertebral
backdoor: trojan vulnerability bypass malware
backend: server service upstream engine
backer: investor sponsor supporter
background: daemon asynchronous wallpaper async
backlog: queue pending lag
backoff: retry exponential delay
backorder: unavailable
backpack: rucksack bag
backport: patch older maintenance
backpressure: flow throttling buffer
backprop: gradient backpropagation
backpropagation: gradient backward
backtrace: stacktrace traceback
backup: copy snapshot archive dump restore replica
backward: reverse compatible
backyard: garden yard
bacteria: bacterium microbes
bad: invalid poor harmful corrupt malformed adverse incorrect negative defective faulty
badge: icon label indicator
badly: poorly severely
baffle: confuse puzzle
bag: sack luggage
baggage: luggage bags
bail: exit release bond
bailout: rescue aid
bake: cook
bakery: baker bread
balance: offset remainder equilibrium distribute amount equalize
balcony: terrace veranda
ball: sphere spherical
balloon: increase expand
ballot: vote
ban: prohibit block forbid suspend disallow bar exclude blacklist forbidden
band: group ensemble
bandage: dressing gauze
bandwidth: throughput traffic capacity transfer
banish: expel exclude
bank: lender institution
banker: bank lender
bankrupt: insolvent bankruptcy
bankruptcy: insolvency liquidation
banner: notice header notification message
bar: prohibit exclude pub tavern
barbecue: grill bbq
barber: hairdresser haircut
barcode: qr upc scan sku
bare: minimal raw scarcely hardly
bargain: negotiate deal discount
barrier: obstacle fence synchronization
barrister: lawyer attorney counsel
bartender: barman barkeeper
barter: exchange trade
base: parent foundation root alkaline superclass
basement: cellar underground
bash: attack hit
basic: fundamental simple elementary minimal introduction essential standard principles overview tutorial
basin: sink bowl
basis: foundation ground principle
basket: cart bag
batch: group bulk chunk job
bath: wash
bathroom: toilet restroom washroom
bathtub: bath tub
battery: power cell charge accumulator
battle: fight combat
bay: gulf inlet
bazaar: market marketplace
bbq: barbecue grill
bcc: blind recipient
beach: shore coast sandy
bean: legume pulse
bear: carry withstand
beat: defeat hit outperform exceed rhythm heartbeat win
beauty: attractive aesthetic pretty
became: turned changed
become: turn change
beef: cattle meat strengthen
beep: sound alarm tone alert
beer: ale lager
beforehand: advance prior prerequisite preload
beg: request solicit
began: started commenced initiated founded
begin: start commence initiate launch open origin first onset prefix head
beginner: novice introductory newcomer starter
begun: started commenced initiated
behave: act respond function conduct
behavior: conduct semantics action
behind: rear lag delayed proxy late
belch: burp eructation
belief: opinion faith doctrine
believe: think assume
belly: abdomen stomach
belong: member owned part property associated possessions items
benchmark: performance measurement comparison evaluation
bend: flex curve deform
bendy: flexible pliable elastic
beneficial: useful helpful advantageous
beneficiary: recipient heir
benefit: advantage perk gain improvement allowance coverage insurance
benign: harmless noncancerous
bent: deformed curved
bequeath: inherit
bereaved: death funeral grief
beside: adjacent next alongside additionally except
best: optimal recommended ideal preferred top
bestow: grant give
bet: gamble wager
beta: preview experimental prerelease
betray: disclose disloyal
better: improve preferable superior recommended faster
beverage: drink refreshment
bias: skew prejudice fairness intercept
biased: prejudiced bias partial
bicker: argue dispute
bicycle: bike cycle
bid: offer tender
big: large size huge massive great oversized major
bigger: larger greater increase
biggest: largest maximum greatest main major
bike: bicycle cycle motorcycle
bill: invoice charge statement fees payment cost subscription
billboard: advertisement sign
bin: trash container bucket discretize
binary: executable compiled boolean
bind: attach tie associate map listen
biometric: fingerprint facial
birth: born delivery childbirth
birthplace: born origin
biscuit: cookie cracker
bit: flag binary small piece digit
bite: sting venom
bitten: bite sting
biweekly: fortnightly fortnight
bizarre: unexpected strange unusual odd
blab: disclose reveal
blacklist: block blocklist ban deny denylist
blackmail: extort threaten
blackout: outage interruption power
blade: edge knife
blame: responsible cause accuse fault annotate
bland: mild flavourless
blank: empty null whitespace missing
blanket: cover bedding
blast: explode explosion detonation
blaze: fire wildfire
bleach: whiten disinfect
bled: haemorrhage
bleed: haemorrhage blood
blend: mix combine merge
blind: sightless visually impaired vision accessibility screenreader curtains shades
blink: flash flicker cursor led
bloat: swell oversized growth large
blob: binary object
block: prevent deny ban restrict lock stop obstruct chunk waiting
blockade: block obstruct
blocklist: blacklist denylist blocked
blog: publish post article
blood: haemoglobin plasma circulatory
bloom: flower blossom
blossom: flower bloom
blow: explode burst fail gust overflow spend
bluegreen: deployment switchover
blueprint: template schema design
bluetooth: wireless pairing
bluff: deceive
blunder: error mistake
blunt: dull
blur: obscure unclear
blurry: resolution scaling unclear
blush: redden flushing
board: embark directors committee motherboard panel council
boast: praise brag
boat: ship vessel
body: corpse organism
bogus: fake invalid fraudulent
boil: heat evaporate vaporize
boiler: heater furnace
boilerplate: repetitive template
bold: strong emphasis font weight formatting
bolster: strengthen support
bolt: fasten screw lock
bomb: explosive
bombard: attack flood overload spam
bond: bind adhesive
bone: skeletal skeleton osseous
bonnet: hood cap
bonus: incentive reward award commission
book: reserve novel volume work schedule
bookkeeper: accountant
bookmark: favourite save
boolean: bool true false logical flag
boom: growth expansion
boost: increase improve enhance accelerate weight
boot: start startup trunk bootstrap
bootleg: pirate counterfeit
bootstrap: initialize start boot setup
booze: alcohol liquor
border: boundary edge outline frontier frame
bore: drill dull tedious monotonous
bork: break corrupt fail
born: birth native
borrow: loan lend credit checkout debtor
boss: manager supervisor employer head
bot: crawler robot automation
botch: error fail mistake
bother: disturb interrupt annoy trouble
bottle: container flask
bottleneck: contention constraint slow saturation hotspot
bottom: end lower lowest footer base
bought: purchased ordered acquired obtained
bounce: reject return undeliverable rebound
bound: limit range constraint attached
boundary: limit border edge delimiter
boutique: shop store
bowel: intestine colon
bowl: dish basin
box: container checkbox field dialog
boy: male child
boycott: refuse avoid
boyfriend: partner
brace: support reinforce
bracket: parenthesis brace
brag: boast praise
brain: cerebral mind neural
brainstorm: ideas discuss
brainy: intelligent smart
brake: decelerate stop
branch: fork office division conditional
brand: trademark logo make label theme
brave: courage
breach: violate leak infringe incident intrusion compromise
breadcrumbs: navigation trail
breadth: width span extent
break: pause rest damage interrupt fracture violate crash fail
breakable: fragile brittle
breakage: regression failure incompatibility
breakdown: outage failure malfunction itemized
breakfast: meal morning
breakpoint: debugger pause
breast: mammary
breastfeed: lactation nursing
breath: respiration inhale respiratory
breed: reproduce reproduction mate variety
breeze: wind
brew: ferment
bribe: bribery corruption kickback gift
bribery: corruption bribe kickback
brick: unusable unbootable inoperable unresponsive masonry
bride: wife wedding
bridge: connect crossing span overpass
brief: short summary concise temporary quick
briefly: temporarily shortly momentarily
bright: luminous brilliant intensity light luminosity
brighter: brightness luminosity
brightest: brightness luminous magnitude
bring: carry fetch take load deliver restore cause introduce
brittle: fragile breakable
broad: wide general extensive comprehensive
broadband: internet connection
broadcast: transmit publish multicast send announce
broaden: widen expand
brochure: leaflet pamphlet booklet
broke: failed bankrupt crashed fractured
broken: faulty damaged corrupt defective malfunction fractured invalid
broker: agent intermediary queue dealer
broom: brush sweeper
broth: soup stock
brother: sibling fraternal
brought: carried delivered introduced caused
browse: view explore search navigate
browser: client firefox webview
bruise: contusion injury hematoma
brush: clean sweep
brute: exhaustive guessing attempts
bubble: propagate tooltip
buck: dollar money
bucket: bin group container
buckle: fasten bend
buddy: friend mentor
budge: move shift
budget: allowance spending finances plan quota cost
buffer: cache store queue temporary loading streaming
bug: defect error insect fault issue flaw
buggy: defective unstable faulty
build: construct compile create assemble make premises edifice structure
builder: contractor constructor
built: constructed compiled created assembled
builtin: native internal standard predefined
bulb: lamp light
bulk: batch mass multiple
bulky: large heavy oversized voluminous
bulldoze: demolish clear
bullet: list ammunition projectile
bully: harass intimidate abuse
bump: increase increment raise upgrade
bumper: fender guard
bumpy: uneven rough irregular
bunch: group batch number several multiple
bundle: package pack group archive kit
bungle: mishandle error mistake
burden: load responsibility
bureaucrat: official administrator
burglar: thief intruder
burglary: theft robbery housebreaking
burgle: steal burglary
burial: grave tomb
burn: combust fire ignite
burnout: exhaustion stress
burnt: combusted burned charred
burp: belch eructation
bursary: scholarship grant
burst: rupture spike explode peak surge
bury: inter tomb burial
bus: coach transit
bust: broken fail damaged faulty
busy: company firm enterprise organization trade commerce corporate commercial occupied unavailable load contention
butcher: slaughter
button: control widget key
buy: purchase order acquire procure subscribe obtain
buyer: purchaser customer
buzz: vibrate noise
bylaw: regulation ordinance rule
bypass: circumvent skip avoid override ignore
byte: octet
cab: taxi rideshare
cabin: hut cottage
cabinet: cupboard closet
cable: wire cord connector lead
cache: store buffer memoize storage
cafe: coffeehouse restaurant
cafeteria: canteen lunchroom
cage: enclosure confine
calculate: compute determine evaluate estimate formula
calculus: derivative integral
calendar: schedule date
calibrate: adjust
call: phone invoke name contact telephone execute request known termed
callback: hook handler listener function
caller: client invoker requester
calm: soothe relax tranquil
calorie: energy kcal kilocalories
came: arrived originated
camera: webcam video lens
camouflage: disguise coloration conceal
camp: encampment campsite
campaign: promotion
canary: gradual rollout
cancel: abort stop terminate revoke withdraw unsubscribe discontinue refund
cancer: tumor carcinoma malignant
candid: applicant interviewee nominee match option
candy: sweets confectionery
canned: dismissed
canonical: normalized standard
canteen: cafeteria refectory
canvass: solicit survey
canyon: gorge ravine
cap: limit maximum restrict quota ceiling throttle
capable: feature ability support capacity able
capacity: volume maximum limit throughput capability size
capital: uppercase funds money assets titlecase
capsize: overturn sink
captain: leader skipper
captcha: challenge recaptcha verification
caption: subtitle label
capture: record seize collect intercept catch snapshot occupied
car: vehicle automobile auto
card: payment credit tile
cardiac: heart coronary cardiovascular
cardinality: distinct count
care: attention caution look cautious warning
career: profession job advancement progression
carefully: caution cautiously
caregiver: carer caretaker
careless: negligent unsafe
carer: caregiver caretaker
caretaker: custodian janitor caregiver
cargo: freight load goods
carnivore: predator meat
carpark: parking garage
carpenter: woodworker joiner
carpet: rug flooring
carrier: operator courier shipper provider
carry: transport bear convey hold bring
cart: basket checkout trolley
carve: cut engrave
cascade: propagate chain recursive
case: uppercase ticket instance scenario situation lowercase
cash: money currency funds redeem
cashier: teller clerk checkout
cast: convert conversion throw mirror coerce
castle: fortress citadel stronghold
castrate: neuter sterilize
casual: informal relaxed temporary
casualty: deaths killed wounded
cat: feline felis felid
catalog: registry directory list index
catastrophe: disaster calamity
catch: capture handle intercept exception contract trap detect
categorise: classify group tag label
category: class group type label
cater: provide food meals
catfish: impersonate fake
cattle: cows livestock bovine
caught: captured handled intercepted detected
cause: reason trigger due source produce lead induce factor result
caution: warn care
cautious: careful prudent
cave: cavern grotto
caveat: limitation warning restriction
cc: copy recipient
cd: deployment delivery
cdn: edge cache distribution
cease: stop end discontinue
ceasefire: truce armistice
ceil: round limit maximum roof cap
celebrate: commemorate festivity party holiday
cell: field cellular mobile
cellar: basement underground
cellphone: mobile smartphone phone handset
cemetery: graveyard burial
censor: suppress
center: align middle
central: main core middle consolidate
century: hundred years
ceo: chief executive president
cereal: grain oats
ceremony: ritual rite
certain: specific particular sure definite
certainly: definitely
certificate: tls ssl credential cert diploma accreditation
certify: attest verify validate accredit
cfo: finance chief
chafe: abrade irritate
chain: link sequence series pipeline
chair: seat lead preside chairperson
chairman: chair chairperson president head
challenge: dispute contest prompt verification difficult demanding hard
champion: winner title
championship: tournament title
chance: probability likelihood opportunity odds random
change: modify modification alter update edit replace switch
changelog: history release notes changes
changeset: commit diff
channel: stream topic pipe
character: letter symbol char glyph role
characteristic: property feature attribute trait
charge: fee bill cost price invoice debit recharge battery
chargeback: dispute refund
charger: adapter power supply
charity: nonprofit charitable donation
charset: encoding unicode
chart: graph plot diagram visualization
charter: hire rent
chase: pursue follow
chat: talk message conversation discuss
chatbot: assistant bot agent
chatgpt: llm assistant
cheap: inexpensive affordable economical low discount cost price
cheaper: discount lower inexpensive reduced
cheapest: lowest inexpensive minimum
cheat: fraud deceive dishonest circumvent
check: verify inspect validate test examine cheque
checkbox: option toggle tick
checkout: payment purchase cart
checkpoint: snapshot savepoint weights save
checksum: hash digest crc integrity
checkup: examination screening
chef: cook culinary
chemical: substance compound
chemist: pharmacist pharmacy
cheque: check payment
cherrypick: select
chest: thorax thoracic
chew: masticate
chicken: poultry fowl hen
chief: head main leader principal
child: descendant kid juvenile minor dependent nested subclass
childbirth: birth labor delivery
childcare: daycare nursery
children: kids minors dependents
chill: cool refrigerate cold
chilly: cold cool
chimney: flue stack
chip: processor microcontroller fragment crisps fries
chmod: permission mode
chocolate: cocoa cacao
choice: option selection alternative
choke: throttle suffocate bottleneck
choose: select pick decide specify choice
chop: cut truncate slice split trim
chopper: helicopter rotorcraft
choppy: stutter lag jitter
chore: task duty housework
chose: selected picked
chosen: selected picked elected
chubby: overweight fat obese
chuck: discard throw dispose
chug: slow
chunk: block segment batch part piece
church: parish congregation cathedral
churn: turnover cancellation
ci: pipeline build continuous
cidr: subnet range
cigarette: tobacco smoking
cilantro: coriander herb
cinema: theater film movies
cipher: encryption algorithm
circa: approximately
circle: round
circuit: breaker
circular: cyclic round cycle recursive
circulate: distribute flow
circumference: perimeter
circumstance: situation condition case
circumvent: bypass avoid evade workaround
citation: reference source
cite: reference quote mention
citizen: national resident
citizenship: nationality naturalization
city: town municipality urban
civil: civilian culture society
claim: request assert demand reimbursement
claimant: applicant plaintiff policyholder
clamp: limit restrict fasten
clarify: explain disambiguate elucidate
clash: conflict collide collision
class: type category course lesson
classification: categorization category labeling taxonomy grouping
classify: categorize group label predict
clause: provision section term
clean: wash cleanse clear sanitize purge hygienic tidy
cleaner: detergent janitor
cleanse: clean purify wash
cleanup: teardown dispose purge vacuum
clear: delete erase reset remove purge transparent obvious evident empty
clearance: approval sale
clench: grip tighten
clerk: cashier administrator assistant
clever: intelligent smart
cli: command terminal console
click: press select tap
client: customer consumer frontend user
clientele: customers clients
cliff: escarpment bluff
climate: weather
climb: ascend rise
cling: adhere stick
clinic: hospital practice
clip: cut truncate trim crop
clipboard: paste copy
clobber: overwrite replace
clock: time timer timestamp attendance
clockin: attendance
clog: block obstruct jam
clone: copy duplicate replicate
close: shut exit end near adjacent nearby terminate lock closure
closest: nearest proximity
closet: wardrobe cupboard
closure: lambda
clot: coagulate thrombosis
cloth: fabric textile apparel garments attire
cloud: hosted saas remote
clump: aggregate cluster
clumsy: cumbersome inconvenient unwieldy
clunky: cumbersome inconvenient
cluster: group nodes replicaset
clutch: grip hold
clutter: disorder mess unnecessary
coach: train bus trainer mentor instructor
coagulate: clot thicken
coarse: rough grainy granular
coast: shore seaside coastline
coastal: coast shore
coat: cover jacket layer overcoat
coax: persuade
code: source program write script passcode pin
codec: encoder decoder compression
coder: programmer developer
coerce: force cast convert compel
coexist: alongside together
coffee: caffeine espresso
coherent: consistency
coil: wind spiral
coin: token currency
coincide: overlap concurrent
cold: low startup chilly freezing cool
colder: cooler lower
coldest: lowest
coldstart: initialization latency
collaborate: cooperate together sharing
collapse: fail fall minimize hide crash fold
colleague: coworker teammate peer staff associate
collect: gather accumulate aggregate compile harvest list set dataset
collector: gc agent
college: university school
collide: crash conflict collision
collision: conflict clash accident impact
collude: conspire collusion
colon: settle
colony: settlement
color: theme palette pigment
colossal: huge giant enormous
column: field attribute
comb: search
combat: fighting battle
combine: union mix merge join total concatenate aggregate unite
combobox: dropdown select
come: arrive originate derive
comfort: ergonomic
comfy: comfortable ergonomic
comma: delimiter separator csv
command: instruction cli
commemorate: celebrate honour
commence: begin start initiate
commend: praise
comment: remark annotate feedback note
commerce: trade business
commercial: advertisement business trade
commission: bonus fee percentage
commit: save submit revision changeset transaction persist pledge
committee: board council panel
common: frequent typical widespread shared usual standard prevalent
commonly: frequently usually often
community: contact message talk exchange ipc inform protocol public society group
commute: travel transit journey
compact: compress small dense condense portable minified
companion: sidecar partner accompanying
company: organization business firm enterprise corporation employer
compare: similar equivalent contrast diff versus comparison equality
comparison: difference versus equality
compatible: interoperability support
compel: force require oblige
compensate: pay remunerate offset salary damages
compete: contend rival
competition: contest rivalry tournament
competitor: rival opponent
compile: build assemble translate
complain: grievance complaint report dispute object
complaint: grievance concern dispute report
complete: finish full entire fulfil done total whole fully permanently end autocomplete
complex: complicated intricate advanced sophisticated difficulty
compliance: regulatory conformance
complicate: complex difficult intricate
complimentary: free included gratis
comply: adhere follow conform obey satisfy
component: module part element constituent piece
compose: consist create write
composite: compound combined constituents structure
compound: substance molecule
comprehend: understand interpret
comprehensive: complete extensive
compress: zip gzip shrink reduce encode archive squeeze
comprise: contain consist include
compromise: breach hack tradeoff leaked
compulsory: required mandatory obligatory
compute: calculate determine processing machine workstation device desktop host
con: scam fraud deceive disadvantages drawbacks limitations
concat: join concatenate append
concatenate: join append combine
conceal: hide mask cover
concede: admit
conceive: pregnancy fertilization devise
concentrate: focus dense density amount
concept: idea notion terminology
concern: issue worry matter problem complaint affect
concert: performance recital
concise: short brief
conclude: end finish infer
concoct: create devise
concrete: specific cement
concur: agree
concurrent: parallelism threading simultaneous multithreaded
condemn: prohibit criticize
condense: compress summarize liquefy
condition: requirement criterion clause state circumstance predicate term branch
condo: apartment condominium
conduct: perform behaviour carry
conductor: conducts
confer: grant consult meeting convention summit event
confess: admit disclose
confide: assurance certain
confidential: private secret sensitive nondisclosure secrecy privacy
config: configuration settings options preferences
configure: adjustable settings option setup config customize
confine: restrict limit contain
confirm: verify verification validate acknowledge
confiscate: seize impound take remove
conflict: clash dispute collision disagreement mismatch merge incompatible war
conform: comply match
confuse: ambiguous unclear misunderstand
congenital: birth inborn
congested: crowded traffic bottleneck contention
congregate: gather assemble
congress: legislature parliament convention
conjecture: hypothesis unproven
conk: fail stop
connect: join link attach session relationship socket couple pair bind
connector: adapter plugin driver
conquer: defeat conquest invade capture
conquest: conquered invasion
consciously: awareness mind
consecutive: sequential successive contiguous continuous
consensus: agreement quorum paxos
consent: permission agree approval agreement authorize accept opt
consequence: result penalty effect outcome discipline
conserve: save preserve protect reduce economize
consider: regard think
considerable: substantial significant large
consignment: shipment cargo
consist: comprise contain compose coherent uniform constant
console: terminal shell command
consolidate: merge combine unify
conspire: collude conspiracy
constant: fixed continuous immutable steady const literal invariable
constantly: continuously always
constituent: component part
constitute: form comprise represent charter
constrain: restrict limit
constraint: restriction limit rule check
construct: build create structure assemble erect
constructor: initializer init new
consult: ask advise refer advisor expert contractor
consume: use eat read utilize process subscriber receive user customer buyer client reader
consumption: usage utilization
contact: reach call communicate notify email support
contagious: infectious transmissible communicable
contain: include comprise hold wrap docker pod box wrapper
contaminate: pollute infect
contemplate: consider plan
contemporary: modern current
contend: compete argue
content: body data payload conflict lock competition
contest: dispute competition challenge appeal
context: scope environment window
contiguous: adjacent consecutive
continue: proceed resume keep persist ongoing constant uninterrupted streaming
contraception: birth
contract: agreement shrink terms interface deal acquire
contractor: freelancer consultant vendor subcontractor
contradict: conflict inconsistent disprove
contrary: opposite conflicting
contrast: compare difference comparison brightness legibility accessibility
contribute: donate participate submit patch give pull
contributor: author committer maintainer
contrive: devise plan
control: manage regulate handler govern restrict widget
convenient: helper easy handy suitable shorthand
convention: standard conference naming guideline meeting congress
converge: merge
converse: chat talk thread session communication inverse
convert: transform change cast translate parse
convey: carry transport communicate express
convict: sentence guilty
convince: persuade influence
cook: prepare heat culinary chef bake cookery
cooker: stove oven
cookie: session biscuit token cracker
cookware: pots pans
cool: chill refrigerate cold temperature fan
cooldown: backoff delay
cooperate: collaborate assist
coordinate: organize orchestrate arrange synchronize leader master scheduler
cop: police officer
copay: copayment deductible contribution
cope: manage handle tolerate deal
copy: duplicate clone replicate reproduce replica clipboard
copyright: ownership intellectual
cord: cable wire lead
core: kernel central processor main nucleus
corn: maize grain
corner: edge angle rounded
coronary: heart cardiac
coroutine: async generator fiber
corporate: company business enterprise firm inc
corpse: body cadaver
corpus: dataset collection documents
correct: fix right valid accurate rectify proper amend repair
correctly: properly accurately
correlate: relate associate relationship
correspond: match equivalent
corridor: hallway passage
corrode: rust erode corrosion
corrosion: rust oxidation
corrupt: damage invalid integrity broken malformed inconsistent bribery fraud
cors: origin
cosmetic: makeup beauty
cost: price expense charge fee rate
costliest: expensive highest
costly: expensive pricey cost
cot: crib bed
cottage: house cabin
couch: sofa settee
cough: respiratory
counsel: advise lawyer therapy attorney advice legal
counselor: therapist advisor
count: number tally total enumerate cardinality quantity
counter: metric increment
counteract: offset oppose
counterfeit: fake forged
country: nation state
countryside: rural country agricultural
county: district region
couple: pair two connect bind join
coupon: discount voucher code promo
courage: bravery valour
courier: carrier messenger delivery
course: tutorial class training program lesson
court: tribunal judge judicial courthouse
covariance: correlation variance
cover: include protect coverage pay insure
coverage: insurance tested scope cover extent
covert: hidden secret stealth
cow: cattle bovine
coworker: colleague teammate peer employee
cpu: processor core utilization
crack: fracture break split bruteforce guess fissure
craft: make create trade skill handicraft write
cram: fill stuff pack fit
crank: increase rotate raise
crappy: poor inferior defective
crash: fail failure collision abort terminate accident panic exception hang
crate: package box
crave: desire want
crawl: traverse scrape spider index slow
crawler: spider bot scraper
crazy: extreme insane unreasonable unusual
create: generate add build new produce define make
creation: instantiation generation
creator: author owner
credential: password key certificate secret login token qualification
credit: refund balance loan acknowledge payment
creditor: lender owed
creds: credentials password login
creek: stream brook river
creep: growth gradual increase
creepy: tracking invasive privacy
crew: team staff personnel group
crib: cot bassinet
crime: offense criminal felony
criminal: offender illegal crime
crippled: disabled impaired
crisis: emergency disaster collapse
criteria: requirements conditions standards
criterion: condition requirement predicate standard filter
critic: reviewer essential severe crucial important complain blame
crlf: newline linebreak
croak: die fail
crockery: dishes tableware
cron: schedule periodic crontab
crook: fraudster thief criminal bent skewed misaligned uneven
crop: cut trim resize harvest cultivated plant
cross: traverse intersect across join
crossroads: intersection junction
crowd: mass people overcrowded density congestion full group
crown: throne monarch
crucial: essential critical required vital important
crud: create update
cruel: brutal cruelty
cruise: voyage ship
crumble: disintegrate collapse
crumple: crush fold
crunch: process compute
crush: compress squeeze grind break
cry: weep tears
cryptic: unclear obscure
crypto: cryptography encryption
csrf: forgery
csv: delimited spreadsheet
cto: technology chief officer
cue: hint prompt
cuisine: cooking food dishes
culminate: end result
cultivate: grow farm develop
culture: civilization
cumbersome: inconvenient verbose
cumulative: total running
cup: mug glass
cupboard: cabinet closet
curate: select organize
curb: limit reduce restrain
cure: treat treatment heal remedy
curl: bend coil
currency: locale money monetary exchange
current: present now active existing latest ongoing electricity
curriculum: syllabus program
cursor: pointer caret iterator scroll
curtain: drape blind
curve: arc bend
cushion: pillow pad
custody: guardianship detention
custom: client configure modify personalize tailor duties buyer tenant consumer practice user adapt border import
customise: configure modify adapt personalize adjustable
cut: reduce trim laceration incision truncate reduction slice split sever
cutback: reduction cut savings
cute: attractive appealing
cutlery: utensils silverware
cutoff: threshold deadline limit
cutover: migration switchover
cv: resume curriculum
cyber: security online digital
cycle: bicycle loop rotate circular iteration period
cyclic: circular recursive
cyclone: hurricane typhoon storm
dad: father paternal
daily: day everyday every
dairy: milk cheese
damage: harm corrupt broken injure impair detrimental defect compensation liability indemnity
damp: moist wet humidity moisture
dampen: reduce moisten attenuate
danger: hazard risk unsafe threat harmful risky insecure
dangle: orphaned hang unused invalid pointer suspended
dare: challenge risk
dark: night theme black dim unlit
dash: hyphen rush
dashboard: console panel overview
data: information records content
database: db datastore store rdbms
datacenter: region site facility
dataframe: table tabular
dataset: corpus data collection
date: timestamp day deadline time
daughter: child offspring
dawdle: delay loiter
dawn: sunrise daybreak
day: daily
daycare: childcare nursery
dayoff: leave holiday vacation
ddos: denial flood
deactivate: disable suspend close stop
dead: deceased died unresponsive inactive failed defunct broken
deadletter: failed undeliverable
deadliest: casualties fatal worst
deadline: timeout due expiry cutoff date limit
deadlock: circular lock hang
deadly: fatal lethal mortality
deaf: captions hearing accessibility impaired
deal: handle agreement manage offer contract process bargain
dealer: reseller seller vendor trader merchant
dealt: handled managed
death: died mortality decease fatality
debate: disputed discuss argue
debit: charge deduct payment withdrawal
debt: owed liability obligations loan arrears
debtor: borrower owes
debug: troubleshoot diagnose trace debugger breakpoint
debugger: debug breakpoint
debunk: disprove refute
decade: ten years
decay: rot decompose deteriorate
deceased: dead died
deceive: mislead cheat fraud
decelerate: slow brake
decent: reasonable adequate acceptable
decentralize: distribute
decide: determine choose decision resolve
decimal: float fractional numeric point precision
decision: choice choose determination ruling
declare: state define announce definition specify report
decline: refuse reject decrease reduction fall
decode: decrypt parse decipher deserialize
decommission: retire remove
decompose: decay break rot decomposition
decompress: unzip extract inflate
decor: adorn ornament wrap annotation wrapper
decouple: separate independent loosely
decrease: reduce reduction lower decline drop shrink
decrypt: decode decipher
dedicate: devote exclusive assign reserved
deduce: infer derive
deduct: subtract withhold charge reduction debit excess copay
dedup: deduplicate duplicate distinct unique
deduplicate: duplicate unique distinct
deed: title document
deem: consider regard
deep: nested depth recursive profound
deface: damage vandalize
defame: slander libel
default: standard fallback preset initial implicit delinquent
defeat: beat loss victory overcome
defect: bug fault faulty flaw damage broken
defend: protect guard mitigate accused respondent
defense: protection mitigation
defer: postpone delay lazy
deficiency: lack shortage deficit
deficit: shortfall shortage loss deficiency
define: specify declare describe set
definitely: certainly always declaration meaning schema define
deflate: contract collapse
deflect: divert redirect
deform: distort bend
defraud: fraud cheat
defrost: thaw melt
degrade: deteriorate slow reduce fallback worsen decline
degree: level diploma extent bachelor grade
dehydrate: dry desiccate
deity: god divine
delay: postpone late latency defer lag wait timeout
delegate: assign forward representative transfer proxy entrust deputy
delete: remove erase erasure drop purge destroy
deliberate: intentional intentionally explicit purposely consider
delicate: fragile sensitive
delimiter: separator comma
deliver: ship send dispatch supply transport provide
delivery: shipping shipment dispatch transmission
demand: require request load need challenging strenuous intensive
demo: example demonstration trial sample
demolish: destroy raze tear
demon: service background process agent
demonstrate: show prove example illustrate
demote: downgrade reduction lower
denial: refusal dos
denormalize: flatten duplicate
denote: indicate represent mean
denounce: condemn criticize
dense: density thick
density: mass concentration
dent: damage deform
dental: dentist teeth
dentist: dental orthodontist
deny: refuse reject decline forbid disallow block
denylist: blocklist blacklist
depart: leave exit departure division unit team section group
depend: rely require reliant package prerequisite child downstream library module
depict: show represent portray
deplete: exhaust drain consume
deploy: install release publish rollout
deployment: release rollout installation
deport: expel remove
deposit: downpayment pay payment prepayment place
depot: warehouse storage
deprecate: obsolete discontinue legacy retire discouraged removed
depreciate: amortize devalue
depressed: melancholy recession
deprive: deny remove
deprovision: remove delete revoke offboard decommission
depth: level deep nesting
dequeue: pop remove poll
derail: disrupt failure
dereference: pointer access null
derive: obtain inherit infer compute originate extend
descend: fall drop lower offspring progeny
describe: explain define document depict
description: documentation summary
descriptor: handle metadata
deselect: uncheck clear
deserialize: parse decode unmarshal unpickle
desert: abandon arid dune
deserve: eligible entitled merit
design: plan architecture layout architect create specify develop assign appoint
desire: wanted target wish expected
desk: workstation workspace table
desktop: pc workstation
despite: notwithstanding regardless
dessert: sweet pudding
destination: target sink recipient endpoint place
destroy: delete drop demolish terminate ruin damage eliminate
destructor: finalizer dispose
detach: remove separate disconnect unmount
detail: information verbose comprehensive granular particular specific thorough
detain: arrest hold custody
detect: identify discover discovery recognition find recognize sense investigator sleuth
deter: prevent discourage
deteriorate: worsen degrade decline decay
determine: decide find compute identify calculate establish
deterministic: reproducible predictable
detest: dislike hate
detonate: explode ignite
detriment: harm damage adverse
dev: developer
devalue: depreciate reduce
develop: create build programming programmer engineer design grow growth staging evolution
deviate: differ variance depart
device: hardware gadget machine equipment apparatus
devise: invent create design develop
devops: operations deployment
devote: dedicate allocate
devour: consume eat
dhcp: lease address
diabetes: insulin glucose
diagnose: identify troubleshoot detect debug investigate determine diagnosis
diagnosis: diagnosed identification
diagnostic: debug log
diagonal: oblique slanting
diagram: chart figure graph
dial: call phone adjust
dialect: variety vernacular
dialog: window popup modal conversation
diameter: width radius
diaper: nappy
diarrhea: dysentery
dictate: determine speech autocrat authoritarian
dictatorship: authoritarian totalitarian
dictionary: map lexicon hash glossary
didyoumean: suggestion spelling
die: fail crash death exit perish terminate expire stop decease mortality
died: failed crashed death exited killed terminated deceased
diet: nutrition eating food
diff: changes difference
differ: vary diff distinct various versus distinguish contrast discrepancy another comparison
differential: distinguish separate
difficult: hard complex challenging complicated
difficulty: problem challenge trouble hardship complexity
dig: excavate burrow inspect investigate
digest: hash checksum absorb summary gastrointestinal break
digit: number numeral electronic online computerized convert scan
dilate: expand widen
dilute: thin weaken
dim: darken dark brightness faint reduce
dimension: size axis measurement length width height
diminish: reduce decrease
dine: eat meal
diner: restaurant eatery
dinner: meal supper
dip: immerse decrease
diploma: certificate degree
direct: guide instruct immediate straight manage explicit course orientation route bearing
directly: immediately straight
director: head manager executive board
directory: folder path
dirt: soil grime contamination dust
dirty: modified contaminated uncommitted polluted unsaved unclean
disable: impairment handicap deactivate block stop inactive turn
disadvantage: drawback limitation downside weakness
disagree: dispute conflict object differ inconsistent
disagreement: dispute conflict
disallow: forbid deny prohibit
disappear: vanish missing lost
disappoint: dissatisfied dissatisfaction
disassemble: dismantle decompose
disaster: recovery catastrophe failover emergency outage
disband: dissolve terminate
disburse: pay distribute
disc: disk drive
discard: dispose drop ignore remove delete reject throw
discern: distinguish perceive
discharge: release emit
discipline: punish sanction corrective disciplinary
disclaim: deny liability
disclose: reveal report expose share leak
disconnect: detach drop offline unplug close separate
discontinue: stop deprecate cease retire obsolete sunset unsupported end
discount: reduction reduce credit promotion coupon rebate offer
discourage: deter dissuade
discover: find detect found identify discovery
discovery: discovered finding
discrepancy: mismatch difference inconsistency
discriminate: bias prejudice unfair harassment
discuss: talk consult debate
disease: illness sickness disorder infection condition
disguise: mask conceal
dish: meal plate tableware crockery recipe serve distribute
dishonest: fraudulent fraud
disinfect: sanitize sterilize
disintegrate: decay break
disk: drive storage volume
diskspace: storage disk capacity
dislike: hate aversion disapprove
dismantle: disassemble remove
dismiss: terminate fire discharge reject close
disobey: violate breach
disorder: condition disease syndrome
disparity: inequality difference
dispatch: send ship route shipment
dispense: distribute provide
disperse: scatter spread distribute
displace: move shift replace
display: show view render screen present monitor
dispose: discarding release close free throw
disprove: refute contradict
dispute: contest chargeback disagreement challenge conflict appeal complaint disagree
disqualify: ineligible exclude
disregard: ignore neglect skip discard
disrupt: interrupt outage disturb break downtime interfere
dissatisfied: unhappy complaint
disseminate: distribute spread publish
dissertation: thesis doctoral
dissolve: soluble solution
dissuade: discourage deter
distance: length metric range kilometres similarity away far
distant: far remote distance
distill: compress teacher student
distinct: unique different separate distinguish characteristic
distinguish: differentiate difference tell separate discriminate
distort: deform misrepresent warp
distract: disturb interrupt
distribute: share spread decentralized allocate shard cluster disseminate distro
distributor: supplier reseller dealer
district: area region county neighborhood
distro: distribution linux
disturb: interrupt bother disrupt notification
ditch: discard remove abandon drop replace
dive: submerge underwater
diverge: differ deviate
diverse: various variety varied range different inclusion
diversify: vary spread
divert: redirect reroute
divide: split division separate partition quotient share
dividend: payout distribution share
division: multiple factor department section branch unit quotient divide
divorce: separation dissolution marital
divulge: disclose reveal
dizzy: vertigo
dna: genome genetic
dnd: disturb mute silence
dns: nameserver resolver domain
doc: document physician doctor manual
dock: pier quay deduct connect
docker: container image
doctor: physician medical practitioner clinician
document: record file docs describe manual paper page guide reference
dodge: avoid evade bypass
dodgy: suspicious untrusted unreliable fraudulent
dog: canine hound
dollar: usd currency
domain: hostname dns website
domestic: national household tame
dominant: control prevailing main leading predominant
donate: give contribute gift charity
done: completed finish performed executed
dongle: adapter usb
door: entrance entry
doorbell: bell chime
doorstep: door delivery
dorm: dormitory residence
dormant: inactive hibernation
dormitory: dorm residence
dos: denial flooding
dosage: dose amount
dose: dosage amount quantity
dotfile: hidden configuration
double: twice duplicate two dual increase
doublecheck: verify confirm
doubt: uncertain uncertainty question confidence
dough: money cash
downgrade: revert reduce rollback
download: fetch retrieve save pull obtain
downpayment: deposit advance
downplay: minimize understate
downscale: shrink reduce
downside: drawback disadvantage limitation
downsize: reduce layoff redundancy
downstream: dependent consumer
downtime: outage unavailable maintenance
downturn: recession decline slump
downward: decline descending
dox: disclose expose
doxx: disclose expose
doze: sleep nap
dozen: twelve
dpi: resolution pixels
draft: unpublished outline preliminary proposal write unfinished
drag: pull move drop slide draggable slow
drain: empty evict deplete discharge sewer outlet consume battery
drank: consumed ingested
drape: cover curtains hang drapery
draw: pull sketch render paint plot illustration attract
drawback: disadvantage limitation tradeoff
drawn: pulled sketched rendered attracted
drench: soak wet
dresscode: attire clothing dress
drew: pulled sketched rendered attracted
dribble: leak drip
drift: move divergence deviate
drill: bore rehearsal exercise practice
drink: beverage consume ingest alcohol refreshments
drip: leak trickle
drive: operate disk motor vehicle volume storage ride ssd hdd
driven: operated motivated
driver: motorist operator adapter connector
driverless: autonomous self driving
drool: saliva salivation
droop: sag wilt
drop: fall decrease decline remove discard lose delete lost
dropdown: select menu combobox
dropoff: return delivery
dropout: regularization withdrawal leaver overfitting
drought: dryness dry arid
drove: driven operated
drown: submerge suffocate
drowsy: sleepiness
drug: medicine medication substance pharmaceutical narcotics
drugstore: pharmacy chemist
drunk: intoxicated alcohol
dry: dehydrate arid desiccate drought moisture simulate preview
dryer: drier drying
dual: double two
dude: man guy
due: deadline owed payable
dug: excavated mined
dull: matte blunt boring dim
dumb: naive stupid simple unintelligent
dummy: placeholder mock fake
dump: export dispose landfill backup discard snapshot print output copy
dumpster: bin container
dupe: duplicate copy deceive
duplicate: copy repeat clone redundant identical
durable: lasting robust resistant sturdy
duration: length time period interval term
dusk: sunset twilight
dust: clean particles dirt
duty: responsibility obligation task tax
duvet: comforter quilt
dwarf: exceed small
dwell: live house reside home
dwindle: decrease decline
dye: colour stain
dying: failing death crashing terminal
dynamic: runtime changing variable adaptive
dynasty: royal house
eager: immediate preload upfront prefetch keen motivated
ear: auditory aural hearing
earbuds: headphones earphones bluetooth
earlier: previous prior former
earliest: first oldest
early: premature advance initial beginning prior prerelease
earn: accrue receive income gain pay salary wage make paid profit
earphone: headset headphones audio
earth: world planet terrestrial
earthquake: seismic quake tremor
ease: simplify relieve
easier: simplify simpler convenient facilitate
easiest: simplest recommended straightforward
easily: simply readily conveniently quickly effortlessly
easy: simple straightforward convenient effortless
eat: consume feed ingest diet prey drain
eaten: consumed ingested edible
eavesdrop: intercept listen sniff monitor spy wiretap mitm
echo: repeat print output reflect
eclipse: solar lunar obscure
economic: financial cost cheap save conserve economy
economy: economics market
edge: boundary border margin perimeter side cdn
edible: eaten food
edit: modify change revise update
editor: ide designer
educate: teach instruct schooling train learning academic
effect: impact result outcome consequence influence efficacy works efficient
efficient: performance productivity utilization optimize fast economical
effort: work attempt complexity
egg: ovum ova clutch
eggplant: aubergine brinjal
egress: outbound transfer
eject: remove unmount expel discharge disconnect
elaborate: explain detail
elapse: pass duration expire time runtime
elastic: scalable flexible autoscaling stretch resilient
elder: senior older
elderly: aged older senior geriatric
elect: choose vote chosen ballot leader select poll
electric: power voltage current energy
electrician: wiring electrical
electronic: digital
element: item component part node entry member
elementary: basic primary simple
elevate: raise lift escalate privilege height promote altitude hoist
elicit: obtain cause
eligible: qualify criteria entitlement qualification allowed
eliminate: remove delete avoid prevent reduce eradicate
email: mail message send smtp inbox
emancipate: free liberate
embark: start board
embarrass: humiliate shame
embassy: consulate diplomatic
embed: insert include integrate inline iframe vectorize embedded
embedding: vector representation dense encoder latent
embezzle: misappropriate steal fraud
embrace: adopt accept
emerge: appear arise urgent crisis
emigrant: migrate leave
emit: release output discharge send publish fire print log raise
emoji: unicode icon
emotion: feeling affect
emperor: ruler empire monarch
emphasize: stress highlight
employ: hire use engage utilize staff
employee: staff worker member personnel teammate
employer: company business boss job work hiring
empower: authorize enable
empty: void blank null vacant clear drain
emulate: simulate imitate virtual
enable: allow activate switch permit turn
enact: legislate implement
encapsulate: wrap hide enclose private
encircle: surround enclose
enclose: surround wrap contain quote delimit
encode: encrypt serialize charset convert unicode
encompass: include contain
encounter: meet experience occur face get run
encourage: promote recommend support advise motivate suggest
encroach: intrude infringe
encrypt: encode cipher secure protect tls cryptography ciphertext
encyclopedia: compendium
end: finish terminate conclusion stop close conclude expire
endanger: risk threaten vulnerable conservation
endemic: native restricted
endianness: byte order
endless: infinite loop unbounded forever recursion
endorse: approve support recommend
endow: provide fund
endpoint: url address route api uri destination
endure: durability last tolerate withstand permanent
enemy: opponent adversary foe
energize: power activate
energy: power calories
enforce: apply require force impose mandate constrain
engage: participate involve hire
engine: motor powerplant backend runtime developer programmer technician
engrave: carve etch
enhance: improve increase upgrade extend boost enrich
enjoy: like benefit
enlarge: expand resize increase magnify
enlist: recruit join
enormous: large huge massive vast immense
enough: sufficient insufficient adequate minimum lack
enqueue: push submit add queue
enquire: ask request query
enquiry: inquiry question request
enrich: enhance augment
enrol: register registration join signup subscribe
ensue: follow result
ensure: guarantee verify confirm enforce make
entail: involve require
enter: input type access insert
enterprise: organization company business corporate firm
entertain: hospitality amuse recreation
entice: attract incentive
entire: whole complete full total fully wholly
entitle: eligible right allowance qualify
entity: object record model item row
entrance: entry door access
entrust: delegate assign
entry: record item row
entrypoint: main start bootstrap
enum: enumeration constants
enumerate: list count iterate loop
envelope: mailer packet
environment: surroundings habitat context runtime setting
envision: imagine plan
eol: unsupported deprecated
ephemeral: temporary transient
epidemic: outbreak pandemic
epoch: timestamp iteration era period pass age
equal: match equivalent identical level parity evenly balance uniformly
equator: formula expression
equip: furnish supply gear hardware tools device appliance machine
equitable: fair
equity: stock shares ownership options
equivalent: equal alternative corresponding counterpart comparable analogous
era: period age epoch
eradicate: eliminate exterminate
erase: delete wipe remove clear format purge drop
erect: build construct
erode: wear corrode erosion weathering
erosion: weathering eroded
err: error mistake
errand: task chore
erratic: irregular unpredictable
erroneous: incorrect wrong
error: exception failure fault
erupt: explode volcanic
escalate: raise elevate tier increase privilege severity refer notify
escape: flee quote avoid backslash evade sanitize exit encode literal
escort: accompany guide
esim: cellular sim
especially: particularly notably
essay: paper composition
essential: required necessary critical vital mandatory fundamental crucial
establish: found create connect set open initiate
estate: property inheritance
estimate: approximate quote calculate predict assessment model predictor
etch: engrave
ethernet: wired lan network
ethics: moral
ethnic: racial cultural
etiquette: guidelines convention
etl: pipeline extract transform
etymology: origin derived
evacuate: leave exit
evade: avoid escape bypass
evaluate: assess compute metric appraise review
evaporate: vaporize vapour volatile
evenly: uniformly balanced
event: trigger occasion occurrence happening incident notification message
eventual: final asynchronous later ultimately
every: per
everybody: everyone public users
everyday: daily common ordinary
everyone: everybody public users anyone
everything: entire
everywhere: worldwide throughout global
evict: remove expel eject drain purge lru expire termination
evident: proof documentation support log
evil: malicious harmful
evolve: develop change migrate evolution descend versioning
ex: former previous
exacerbate: worsen aggravate
exact: precise accurate literal strict
exactly: precisely literally accurately strictly
exaggerate: overstate inflate
exam: examination test assessment
examine: exam test inspection check review analyze study look
example: sample instance demo illustration case
excavate: dig
exceed: surpass limit overflow
excel: outperform outstanding exceptional superior
except: exclude unless exemption error unusual waiver throw outstanding rare extraordinary
excess: surplus overage extreme exceeding undue high
exchange: swap trade replace market
exclude: omit except ignore without ineligible filter skip
exclusion: exclude exception lock sole restricted single mutex mutually
excrete: secrete eliminate discharge
excursion: trip outing tour
excuse: exempt reason justification justify absence
exec: executive officer director leadership
execute: binary program run perform carry invoke officer leadership runtime director ceo management
exempt: excuse exclude waive waiver immune exclusion exception
exercise: train workout activity
exert: apply exercise
exhale: breathe expiration
exhaust: deplete consume run fatigue emissions insufficient burnout
exhibit: display show
exile: banished
exist: present current available presence
exit: quit terminate close leave egress
exonerate: acquit clear
exotic: foreign unusual
expand: extend grow enlarge unfold increase
expect: anticipate predict require intended estimated
expedite: accelerate prioritize journey voyage exploration
expel: eject remove dismiss exclude
expenditure: spending expense outlay
expense: cost reimbursement expenditure spending charge price costly slow pricey high premium heavy intensive
experience: background knowledge encounter undergo test trial
experimental: beta preview unstable alpha trial
expert: specialist professional experienced advanced authority
expertise: knowledge skill
expire: expiry ttl lifetime validity lapse invalid outdated
expiry: expire ttl lifetime
explain: describe clarify justify account
explanation: reason description account
explicit: manual specified declared stated
explode: burst explosion detonate blast overflow
exploit: vulnerability attack hack abuse payload use
explore: browse investigate discover examine
explosion: blast detonation
exponent: power exponential index
export: save dump output download extract outgoing serialize
expose: reveal publish leak disclose public open
express: formula pattern
expunge: delete erase
extend: lengthen expand inherit prolong increase augment subclass
extension: extendable plugin addon suffix prolongation filetype comprehensive wide
extent: range degree scope
exterminate: eliminate kill
external: remote outside outer
extinct: disappear vanished
extinguish: quench suppress
extort: blackmail coerce
extra: additional spare supplementary surplus surcharge overhead
extract: remove parse obtain unzip unpack retrieve decompress
extraneous: unnecessary superfluous unused redundant
extrapolate: estimate predict
extreme: maximum severe intense highly outlier edge
eye: ocular vision optic
eyesight: vision sight visual
fabric: cloth textile material falsify fake invent hallucinate synthetic forge manufacture
face: facial biometric
faceid: biometric facial recognition
facet: aggregation filter category dimension
facilitate: enable help
facility: building installation
fact: truth information data
factor: cause element coefficient multiplier determinant consider
factory: plant mill manufacturing reset default constructor
fade: diminish opacity dim transition decline
fail: error unsuccessful crash failure break fault malfunction abort
failback: recovery failover
failover: standby redundancy switchover
failsafe: fallback default
failure: error fault outage breakdown failed
faint: unconscious weak dim pale syncope collapse
fair: equitable reasonable impartial starvation bias
fairly: moderately equitably
faith: religion belief
fake: forge counterfeit mock false spoofed dummy phishing artificial stub
fall: drop decrease decline collapse descend autumn
fallback: default alternative
fallen: dropped decreased
false: incorrect boolean untrue wrong
falsify: forge fake misrepresent
familiar: known accustomed
family: household relatives kin dependents
famine: starvation hunger
famous: renowned notable celebrated
famously: notably
fan: cooling ventilator airflow supporter
fancy: advanced sophisticated elaborate decorative
fantastic: excellent outstanding
faq: questions help answers
far: remote distance distant away
fare: price ticket
farm: agriculture ranch cultivation
farmer: grower agricultural
fart: flatulence gas
farther: distance beyond
farthest: furthest distance maximum remotest
fast: quick performance speed rapid velocity
fasten: attach secure tie
faster: speed optimize quicker performance accelerate
fastest: performance speed quickest maximum rapid
fat: lipid obese grease overweight adipose thick
fatal: critical deadly unrecoverable lethal death
father: dad paternal parent
fatigue: tiredness exhaustion
fatter: obese thicker
faucet: tap valve
fault: error defect failure
faulty: defective broken malfunction
fauna: animals wildlife
favor: prefer preferential positive beneficial
favorite: bookmark preferred starred pinned
fax: send facsimile
fear: afraid anxiety phobia
feasible: practicality possible viable
feature: capability function characteristic attribute property include covariate
feces: stool excrement
fed: supplied nourished
fee: charge cost price tariff payment
feed: nourish input supply stream rss timeline eat diet
feedback: survey review response comment opinion rating criticism
feel: sense emotion touch sensation perceive
feet: foot ft
fell: dropped collapsed decreased declined
felony: crime offense
felt: sensed perceived
female: woman women
fence: barrier enclosure
fend: defend protect repel prevent
ferment: brew
ferry: boat ship
fertile: manure nitrogen
festival: celebration feast
fetch: retrieve get download load pull obtain
fever: pyrexia temperature
fewer: less reduce minimize lower decrease
fewest: least minimum
fiance: partner betrothed
fiber: thread coroutine
fiction: novels
fiddle: adjust modify tweak tinker tune
fiddly: complicated tricky
field: column area attribute pitch property domain
fight: dispute combat conflict battle
figure: number diagram calculate determine solve
file: document submit lodge archive record attachment
filename: path name
filesystem: disk mount
filetype: extension mime format
fill: complete populate load pad autofill
film: record movie video cinema picture
filter: screen select exclude sieve predicate restrict criterion
filthy: dirty contaminated
final: last immutable ultimate conclude end complete commit lastly eventually
finance: fund money loan budget financial
financial: monetary fiscal economic
find: locate search discover lookup detect identify query result discovery conclusion
fine: penalty granular acceptable fee sanction ok detailed thin good
finetune: adaptation training
finger: digit fingertip
fingerprint: biometric hash thumbprint signature
finish: complete end done conclude
finite: limited bounded
fire: dismiss terminate flame blaze combustion trigger emit discharge layoff raise
firefighter: fireman firemen
fireman: firefighter
firewall: block security filter rules ports acl
firm: company business enterprise organization partnership
firmware: bios uefi
first: initial earliest primary
fiscal: financial tax budget
fisherman: fishing angler
fishy: suspicious phishing fraudulent
fit: match suitable exercise size train suit gym healthy
fix: repair resolve correct patch solve solution remedy workaround hotfix constant permanent
fixture: setup test sample mock
fizzle: fail diminish
flag: mark option report switch indicate parameter argument
flake: fail unreliable cancel
flaky: intermittent unreliable nondeterministic unstable sporadic
flammable: combustible inflammable
flare: outbreak worsen
flash: blink firmware
flashlight: torch light
flat: level planar horizontal apartment denormalized
flatmate: roommate housemate
flatten: level smooth unnest
flavor: taste
flaw: defect vulnerability fault weakness
flawless: perfect
fled: escaped left
flee: escape run
fleet: cluster devices hosts nodes
flew: flown flight
flex: bend contract flexible
flexible: adaptability elasticity adjustable configurable customizable bendable variable
flicker: blink flash tearing unstable
flight: plane airfare air
flip: invert toggle reverse switch
float: decimal real double buoyant buoyancy drift precision
flog: sell whip beat
flood: inundate overflow overload saturate deluge dos ddos storm spam
floor: storey level ground
flop: fail failure
flora: plants vegetation
flourish: thrive grow
flow: stream workflow process pipeline sequence run control
flower: blossom bloom
flu: influenza virus grippe
fluctuate: vary variable oscillate
fluid: liquid flow
flunk: fail
flush: clear write empty sync persist rinse
fly: flight air
flyer: leaflet pamphlet
focus: concentrate emphasis active selected attention keyboard
foe: enemy adversary
fog: mist haze visibility
foggy: mist
foil: prevent block
fold: bend collapse hide minimize
folder: directory path subdirectory
folk: people parents
follow: comply obey adhere track subscribe next subsequent
font: typeface glyph lettering
food: meal diet nutrition nourishment
fool: deceive trick spoof mislead
foot: pay feet bottom cover pedal
football: soccer gridiron
footer: bottom trailer
footprint: size usage consumption memory
footwear: shoes boots
forbade: prohibited banned denied
forbid: prohibit deny ban disallow
forbidden: prohibited denied banned disallowed unauthorized
force: compel require enforce mandatory override strength
forecast: predict projection
foreign: overseas international alien immigrant
foresee: predict anticipate
forest: woodland woods forestry trees timber
forever: permanently indefinitely infinite perpetual
forfeit: lose surrender forfeiture
forge: counterfeit spoof fake create
forgery: counterfeit fraud fake spoofing csrf
forget: lost forgotten omit remember memory amnesia
forgive: waive pardon excuse
forgo: waive skip abstain
forgot: forgotten lost reset
forgotten: lost forgot reset recover
fork: branch copy spawn clone split subprocess cutlery
form: shape application document create template type constitute fields
formal: official written
format: layout style encoding
former: previous past ex
formerly: previously
formula: expression equation
fortnight: biweekly two weeks
fortress: fort castle
fortune: wealth riches
forum: community discussion board
forward: send redirect relay resend
fossil: petrified
foster: promote care
fought: battled combat war
found: located established discovered detected created
foundation: basis base
founder: creator established owner cofounder
fqdn: domain hostname
fraction: portion ratio part proportion percentage decimal
fracture: break crack rupture broken
fragile: brittle delicate breakable unstable
fragment: piece part segment chunk shard defragment
frame: packet window
framework: library toolkit platform
fraud: scam deception fraudulent phishing forgery chargeback
fraudster: scammer attacker
free: complimentary gratis cost charge release available deallocate
freebie: complimentary gift free
freed: released liberated
freedom: liberty independence
freelance: contractor independent consultant
freely: unrestricted voluntarily
freemium: free tier
freeway: highway motorway
freeze: hang unresponsive frozen lock stall solidify ice
freezer: frozen refrigerator
freight: cargo shipping goods
frequency: rate often interval periodicity hertz
frequent: common often regular recurring commonly regularly
fresh: new recent clean
friction: drag resistance
fridge: refrigerator cooler
fried: damaged burnt overheated
friend: companion acquaintance
friendly: usable readable intuitive
frighten: scare alarm
front: head beginning first face forward leading anterior
frontend: client ui
frontier: border boundary
froze: hung unresponsive stalled frozen solidified
frozen: hung unresponsive ice freezing stalled immutable locked
frustrate: hinder prevent
fry: cook sear overheat damage
ftp: transfer sftp
fudge: adjust approximate
fuel: petrol gasoline diesel energy
fulfil: meet satisfy complete
full: complete entire exhausted capacity maximum space
fulltext: search index inverted
fumble: drop mishandle
fume: gas smoke vapor
fun: enjoyment entertainment
function: method procedure purpose role operate feature work behave capability
fund: finance money pay capital sponsor investment grant credit
fundamental: basic essential elementary
funeral: burial bereavement cremation
fungus: fungi mushroom
funny: strange odd humorous comic unexpected
fur: coat pelt
furious: angry rage
furlough: leave layoff suspension
furnace: boiler heater oven
furnish: supply provide equip
furniture: furnishing
fuse: merge melt combine join blend
fussy: strict sensitive
future: upcoming later forthcoming promise async deferred prospective
fuzzy: approximate similarity
ga: stable release petrol gasoline fuel gaseous
gadget: device tool appliance
gag: silence restrict retch
gain: increase obtain profit improvement benefit
gallery: museum exhibition
gallon: gal
gamble: bet wager
game: match play
gang: group band
gap: space missing hole interval discrepancy difference
garage: parking carport workshop
garbage: waste trash rubbish gc unused reclaim collection
garble: corrupt encoding distort
garden: yard backyard horticulture landscaping horticulturist
garment: clothing apparel
gaseous: gas vapour
gasoline: petrol gas fuel
gate: door entrance restrict control
gateway: router proxy
gather: collect assemble aggregate accumulate group compile meet event meetup
gauge: measure metric meter
gave: provided granted supplied offered donated
gdpr: privacy regulation personal
gear: equipment tools cog
gearbox: transmission gears
gem: gemstone jewel
gender: sex male female
gene: genetic allele hereditary
general: overall common usual universal typical commonly produce create parameterized template nonproprietary liberal
genetic: hereditary gene inherited
genre: style category
gentle: mild soft gradual graceful
gentleman: man male
genuine: authentic real valid original legitimate
geography: geographical terrain
germ: bacteria microbe pathogen microorganism
germinate: sprout grow
gestation: pregnancy
gesture: swipe touch
get: obtain receive retrieve fetch acquire gain become
getaway: vacation trip
ghost: phantom ignore orphan stale unresponsive
giant: large huge gigantic massive
gibberish: garbled unreadable encoding mojibake corrupted
gift: present donation
giftcard: voucher certificate
gig: job contract work engagement
gigantic: large giant huge enormous massive
girl: female child
girlfriend: partner significant
gist: summary overview main
give: provide grant supply offer assign donate allocate
given: provided specified granted supplied passed
gizmo: device gadget tool
glacier: glacial ice
glance: look overview view summary
glass: spectacles eyeglasses eyewear
glitch: error bug fault malfunction intermittent transient
glob: wildcard pattern
global: worldwide international
globe: world earth
glossary: terminology definitions dictionary vocabulary terms
glossy: shiny lustre polished
glow: emit luminescence
glue: bond adhesive join stick bind paste combine adapter integrate
go: move travel proceed leave become
goal: objective target purpose aim
gobble: consume eat
gobbledygook: garbled unreadable
god: deity divine
goddess: deity divine
gone: missing disappeared removed lost deleted
good: best suitable quality beneficial effective well recommended favourable optimal products items merchandise
goof: error mistake
gorge: canyon ravine
goroutine: concurrent thread coroutine
gossip: rumour disclose
got: obtained received acquired became
gotcha: pitfall caveat surprise warning trap
gotten: obtained received acquired
govern: regulate control rule manage administer compliance administration state authorities
gp: physician doctor
gpt: llm transformer
gpu: graphics accelerator
grab: take retrieve fetch capture obtain seize download
grace: period extension clean shutdown
grade: score level mark rank rating quality class
gradient: slope derivative backpropagation
gradual: incremental slow progressive phased steady slowly steadily
graduate: alumnus degree complete
graft: transplant corruption
grain: cereal wheat
grammar: syntax parser rules language
grandma: grandmother grandparent
grandpa: grandfather grandparent
grandparent: grandmother grandfather
grant: give award allow permit authorize permission funding subsidy
granular: level resolution
graph: plot chart network diagram
graphic: image picture display gpu
graphql: query schema
grasp: understand grip hold
grass: report inform
grassland: savanna prairie steppe
gratis: free complimentary
gratuity: tip
grave: tomb burial
graveyard: cemetery burial
gravity: gravitation
gray: disabled inactive grayscale unavailable
grease: lubricate fat oil
great: excellent large important outstanding
greedy: longest maximal
greenlight: approve authorize
greet: welcome
grep: search find match pattern
grew: increased expanded growth developed
grid: table layout
grievance: complaint dispute
grieve: bereavement mourn
grill: cook barbecue broil
grind: crush mill stall slow
grip: hold grasp
gripe: complain complaint grievance issue
groan: complain moan
grocery: food supermarket provisions
groom: clean hygiene bridegroom
gross: total disgusting
ground: soil land
group: team category cluster set collection categorize aggregate
grow: increase growth expand develop cultivate scale enlarge
grown: increased cultivated expanded produced
grownup: adult mature
growth: increase expansion development scaling
grumble: complain complaint
guarantee: warranty ensure assure promise sla pledge
guard: protect secure check protector condition
guardian: custodian caregiver parent
guess: estimate assume infer predict bruteforce
guessable: weak predictable
guest: visitor anonymous customer
gui: graphical interface man person
guidance: advice direction help
guide: manual tutorial direct lead instruct
guideline: recommendation policy rule convention guidance
guilty: convicted
gulp: swallow
gun: firearm weapon artillery
gunk: residue leftover
guru: expert specialist
gush: flow discharge
gut: intestine bowel digestive remove
guzzle: consume drink
habit: practice behaviour
habitat: environment range
hack: compromise breach exploit attack intrusion workaround
hacker: attacker intruder adversary
haggle: negotiate bargain
hair: fur bristles
hairdresser: barber stylist
hairy: complex complicated difficult
half: fifty partial halves
hall: corridor auditorium
hallmark: characteristic feature
hallucinate: fabricate invent grounded
hallway: corridor passage
halt: stop pause terminate suspend
halve: half reduce
hammer: mallet hit overload flood sledge
hamper: hinder impede restrict
hand: give submit deliver transfer several
handbook: manual guide guidelines
handheld: mobile portable device
handicap: disability impairment
handle: manage process treat deal username
handler: callback listener
handoff: transfer delegate
handpick: select choose
handset: phone smartphone mobile device
handshake: negotiate tls
handy: useful convenient helpful practical
handyman: repairer maintenance
hang: freeze unresponsive stuck block stall suspend
haphazard: random unsystematic
happen: occur take occurrence result event trigger
happy: wellbeing satisfaction satisfied pleased
harass: bully abuse intimidate discriminate misconduct
harbor: port
hard: difficult rigid solid tough strict
hardcode: fixed constant
harden: strengthen secure solidify protect
harder: difficult hardness tougher
hardest: hardness difficult
hardly: barely rarely
hardware: device equipment machine physical
harm: damage injure injury hurt detriment danger toxic hazardous adverse malicious
harmless: safe benign innocuous nontoxic
harness: use utilize
harvest: gather crop reap yield collect
hash: digest checksum fingerprint
hassle: inconvenience difficulty
hat: cap headgear
hatch: emerge incubate
hate: dislike detest
haul: transport carry move drag freight
hazard: risk danger threat unsafe harmful
hdd: disk drive
head: top leader manager chief director header beginning start title
headache: migraine cephalalgia
headcount: staff employees workforce
header: heading metadata
headhunt: recruit solicit
headlight: headlamp lamp
headmaster: principal headteacher
headphones: headset audio
headquarters: hq office main
headset: headphones earphones audio
heal: cure recover repair
health: wellbeing status medical wellness liveness readiness
healthcare: medical health
healthcheck: probe liveness readiness
healthy: fit running ready health
heap: pile memory accumulate allocation garbage
hear: listen sound auditory audio ear trial proceeding
heard: listened perceived audible
heart: cardiac cardiovascular
heartbeat: keepalive ping health
heat: temperature thermal warm warmth
heater: heating radiator
heavier: weight mass denser
heaviest: weight mass largest
heavy: weight intensive large dense bulky mass expensive load
heavyweight: large intensive
heed: follow observe
hefty: heavy large substantial
height: size tall elevation altitude dimension high
heir: successor beneficiary inherit
held: kept retained locked stored conducted
helicopter: aircraft rotorcraft chopper
help: assist support aid guidance documentation useful beneficial
helpdesk: support service
helper: assistant aide wizard utility
helpline: hotline phone support
hereditary: inherited genetic
heredity: inheritance genetics
hero: protagonist heroine
hesitant: reluctant delay pause wait
heuristic: rule approximation estimate
hibernate: dormant sleep suspend
hiccup: interruption transient singultus intermittent
hid: concealed masked
hidden: concealed invisible masked
hide: conceal mask suppress invisible collapse hidden private
hierarchical: tree nested
hierarchy: tree inheritance
high: elevated height large tall upper excessive
higher: greater exceed increased elevated
higherups: management leadership executives
highest: maximum top peak tallest
highlight: emphasize mark emphasis
highly: strongly
highway: motorway freeway road
hijack: takeover compromise steal session
hike: increase walk trek raise
hill: elevation slope
hilly: mountainous terrain
hinder: impede obstruct prevent slow
hint: suggestion tip clue directive
hire: recruit employ appoint onboard employment engage rent
histogram: distribution buckets
historian: history scholar
historical: history
history: past log previous background historical
hit: strike press match reach impact collide
hitch: problem attach
hoard: accumulate retain stockpile store
hoax: fake phishing
hobby: pastime recreation interest leisure
hog: consume monopolize overuse excessive leak
hoist: lift raise
hold: keep retain contain store lock reserve grip wait
hole: gap vulnerability
holiday: vacation leave pto festival
hollow: cavity empty
holy: sacred religious
home: house residence dwelling main landing directory
homeland: country native
homeowner: owner householder
homepage: landing website index
homework: assignment exercise
homicide: murder manslaughter
hone: sharpen improve
honest: truthful integrity
honesty: integrity truthfulness
honor: respect fulfil obey award observe accept
hood: bonnet cover
hook: attach callback connect trigger intercept
hoover: vacuum cleaner
hop: jump skip intermediate router
horizontal: level landscape
hormone: endocrine
horrible: bad unpleasant severe
horse: equine stallion mare equestrian
hose: corrupt break broken
hospital: clinic infirmary
host: server serve run machine provider
hostage: captive kidnapped
hostel: hotel lodging
hostile: aggressive enemy
hostname: domain fqdn host
hot: warm heat temperature thermal live
hotel: lodging accommodation inn
hotfix: patch fix update
hotkey: shortcut keybinding accelerator
hotline: phone helpline support
hotspot: tethering wifi
hotter: warmer temperature heat
hottest: temperature highest
hour: hr time
hourly: hour wage
house: home accommodation dwelling lodging residence
household: homeowner resident
housekeeper: maid cleaner
housework: chores cleaning
hover: mouseover pointer
hq: headquarters office head
hr: personnel human resources people
http: web protocol tls ssl secure
hub: central center switch
huge: large enormous massive big vast immense
human: person people mankind manual user
humid: moisture damp wet
humidify: moisture humidity
humiliate: embarrass harass
humor: comedy
hung: frozen unresponsive blocked stalled
hunger: starvation famine appetite
hungry: hunger starving appetite
hunt: search find locate prey predation
hurl: throw launch
hurricane: cyclone typhoon
hurry: rush urgent expedite
hurt: injure injury harm pain degrade damage worsen
husband: spouse partner
hush: confidential silence
hut: shelter cabin
hybrid: mixed combined
hydrate: populate load
hydrolyze: decompose hydrolysis
hygiene: cleanliness sanitary sanitation clean
hype: promote advertise
hyperlink: link url
hyperparameter: parameter tuning
hypothesis: theory assumption conjecture test
hypothesize: propose assume
iam: identity access permission
ice: freeze frozen glacial glacier
icon: image symbol glyph logo
icy: frozen ice frost
id: identifier identification identity editor development
idea: concept proposal notion theory
ideal: optimal recommended perfect best
idempotent: retry repeated duplicate safe
identification: id identity
identify: id key recognize determine detect find
identity: equal duplicate credential user id
idle: inactive unused
iffy: uncertain doubtful
ignite: light fire burn
ignore: skip disregard exclude suppress discard
ill: sick unwell disease disorder condition
illegal: unlawful prohibited invalid forbidden criminal unauthorized unreadable unclear
illuminate: light
illustrate: show demonstrate explain
image: picture photo container snapshot
imagine: visualization assume
imbalance: skew uneven unbalanced
imitate: mimic emulate copy simulate mock
immature: juvenile undeveloped
immediate: instant prompt instantaneous urgent now instantly promptly directly right
immense: vast huge enormous
immerse: submerge soak
immigrant: migrant foreigner migrate visa
immoral: unethical wrong
immune: resistant exempt vaccinated
immutable: readonly constant unchangeable frozen final fixed
impact: affect effect influence consequence collision
impair: damage weaken degrade reduce
impartial: neutral unbiased fair
impede: hinder obstruct slow
imperial: empire emperor
impermeable: waterproof impervious
impersonate: spoof pretend masquerade assume
implant: insert embed
implement: realize apply execute provide code
implicit: automatic implied inferred indirect default
imply: suggest indicate
import: load upload include ingest bring read require significance priority relevance critical essential key major
impose: enforce apply levy
impossible: cannot unsupported infeasible unable
impound: seize confiscate
imprison: jail incarcerate prison
improve: enhance optimize upgrade increase better progress
improvise: workaround adlib
inaccessible: unavailable unreachable blocked
inaccurate: incorrect wrong imprecise
inaction: idle disabled dormant unused timeout
inadequate: insufficient poor
inadvertent: accidental unintentionally
inappropriate: unsuitable improper unacceptable
inborn: innate congenital
inbound: incoming ingress received
inbox: mailbox mail messages folder
incarcerate: imprison jail
incentive: bonus reward inducement
inch: centimeters
incident: outage event accident occurrence
incline: tilt slope
include: contain comprise incorporate cover add embed
income: earnings salary revenue pay inbound ingress received
incompatible: unsupported mismatch conflict breaking
incomplete: partial missing unfinished truncated
inconsistent: mismatch conflicting contradictory irregular divergent stale
incorporate: include integrate embed
incorrect: wrong invalid erroneous inaccurate
increase: raise rise grow expand extend growth
increment: increase step plus delta autoincrement add gradual
incubate: hatch
incur: accrue charge
indefinite: unlimited permanent forever
indemnify: compensate insure
indemnity: compensation liability indemnify
indent: margin whitespace tab spaces
independent: autonomy sovereignty standalone autonomous separate
index: catalogue list subscript search lookup position
indicate: show signal denote mean suggest signify sign symptom metric
indigenous: native aboriginal
indirect: transitive implicit
individual: single person separate
indoor: inside interior
induce: cause trigger produce
induction: onboarding orientation introduction
ineffective: useless inefficient
inefficient: slow wasteful expensive
inequality: disparity unequal
inevitable: unavoidable certain
inexpensive: cheap affordable economical
infant: baby newborn
infect: contaminate compromise spread malware virus
infectious: contagious transmissible communicable
infer: deduce conclude derive guess predict
inferior: lower poor substandard
infertile: sterile barren
infiltrate: penetrate intrude
infinite: endless unbounded infinity
infinity: inf unlimited overflow
inflammable: swelling inflamed
inflate: expand increase prices rise
inflict: cause impose
influence: affect effect impact determine
influenza: flu grippe respiratory
info: information details data
inform: notify tell advise alert report communicate casual unofficial data details knowledge
infrastructure: platform servers hosting
infringe: violate breach
ingest: import load swallow consume intake
ingredient: component constituent contains
ingress: inbound incoming
inhabit: live reside occupy population dweller
inhale: breathe inspiration respire
inherit: derive extend subclass receive genetic bequest heritage heredity estate
inhibit: suppress prevent block restrain
init: initialize start
initial: first start original beginning default bootstrap setup init launch trigger
inject: insert introduce provide supply jab sql dependency shot parameterized
injure: harm wound hurt injury
injury: wound harm trauma
ink: cartridge toner
inn: hotel lodging
innate: inborn congenital
inner: nested internal inside
innocent: benign harmless
innovate: invent improve novelty
inoculate: vaccinate immunize
input: enter argument entry parameter prompt type
inquire: ask query request
inquiry: enquiry question request
insane: psychosis mental mad
insect: arthropod bug
insecure: unsafe vulnerable unencrypted unprotected risky
insensitive: ignorecase case
insert: add put inject enter embed
inside: within interior inner internal
insight: analytics understanding
insignificant: negligible minor trivial
insist: require demand
insomnia: sleeplessness sleep
inspect: examine check view review audit debug
inspire: motivation encourage
instal: setup deploy add mount deployment payment monthly
instance: example case occurrence object vm copy
instant: immediate moment realtime
instantiate: create construct new
instantly: immediately automatically
instigate: initiate provoke
institute: organization establishment academy
instruct: teach direct order guide command step
instructor: teacher trainer
instrument: tool device measure trace metrics
insufficient: lack inadequate low shortage
insulate: protect isolate
insult: offend abuse
insure: coverage policy underwriter cover carrier
intact: unchanged preserved unmodified
integer: int whole number
integral: combine connect incorporate embed plugin connector addon interoperability consistency checksum tamper
intelligent: intellect ai cognitive smart clever
intend: plan purpose aim design
intense: strong severe concentrated heavy demanding strength magnitude brightness
intensify: increase strengthen
intent: purpose aim deliberate designed
intentionally: deliberately knowingly
interact: communicate engage use repl live dynamic
intercept: capture catch hook interceptor middleware
interest: rate stake concern yield hobby notable remarkable
interface: api protocol gui contract
interfere: disrupt conflict hinder collide disturb
interim: temporary provisional
intermediate: middle temporary staging
intermittent: sporadic flaky occasional irregular
intern: trainee placement apprentice student inner inside private intranet global foreign
internationalization: localization
internet: network web online connectivity broadband
internship: traineeship placement intern
interoperate: compatible integrate
interpolate: insert estimate
interpret: explain understand parse translate evaluate runtime shell
interrogate: question query
interrupt: disrupt signal pause abort stop break outage
intersect: cross overlap crossroads junction
interval: period frequency gap delay spacing
intervene: interfere interrupt
interview: screening candidate assessment conversation
intestine: gut bowel
intimidate: threaten coerce bully
intoxicate: poison drunk alcohol
intricate: complex detailed
introduce: add present start
introduction: overview tutorial basics start
introspect: inspect reflection
intrude: trespass invade burglar
intrusion: attack breach unauthorized
invade: attack occupy intrude
invalid: incorrect malformed wrong void expired unacceptable revoke purge evict cancel
invent: create devise develop fabricate innovation creation patent
inventor: creator pioneer developed invented
inventory: stock catalog assets list supplies
inverse: reverse reciprocal
invert: reverse negate flip
invest: fund capital
investigate: examine diagnose explore troubleshoot study analyze research detective
investor: shareholder backer
invisible: hidden transparent unseen
invite: request join add
invocation: call execution
invoice: bill receipt statement charge
invoke: call run execute trigger
involve: include require
ip: address copyright
ipo: offering listing public
irregular: uneven inconsistent abnormal anomaly
irrelevant: unrelated unnecessary inapplicable noise
irrespective: regardless independent
irreversible: permanent unrecoverable undo
irrigate: water
irritate: annoy inflame
island: isle islet archipelago
isolate: separate sandbox quarantine contain transaction serializable
issue: problem bug defect release publish ticket matter grant
italic: emphasis slanted
itch: irritation pruritus
itchy: itching pruritus
item: element object product article record entry list detail
itemise: list detail
iterate: loop traverse repeat cycle enumerate pass cursor generator
itinerary: route schedule plan
itsy: tiny small
jab: vaccine injection
jack: socket connector port
jacket: coat blazer
jail: prison imprison detention custody sandbox chroot container
jailbreak: root bypass unlock
jam: blockage block stuck congestion clog
janitor: cleaner caretaker custodian
jar: container canister
jargon: terminology glossary
jaw: mandible maxilla
jeopardize: risk endanger threaten
jerky: stutter lag choppy
jet: aircraft plane
jetlag: timezone fatigue travel
jewel: gemstone gem
jewelry: jewellery ornaments
jitter: variation latency random
job: task work role position employment occupation process
jobless: unemployed unemployment
jog: run
join: connect merge combine link enrol
joint: combined shared
jointly: together collectively
joke: humor
jot: write note record
journal: log diary periodical
journalist: reporter press
journey: trip voyage travel
jpeg: image photo
json: object serialization
judge: evaluate assess decide magistrate court arbiter justice
judgment: ruling verdict decision opinion
juggle: balance manage multiple
juice: battery power charge nectar extract
juicy: succulent moist
jumble: mixed scrambled garbled unordered
jumbo: large oversized
jump: leap skip goto navigate spike branch
jumper: sweater pullover
jumpstart: start initiate
junction: intersection crossing
jungle: rainforest tropical
junk: spam trash garbage waste unwanted
jury: panel jurors
justice: fairness judicial
justification: reason rationale grounds
justify: reasonable explain align
jwt: token claims
kaput: broken failed
keel: crash fail
keep: retain maintain preserve store hold save remain
keepalive: heartbeat ping idle
kept: retained maintained stored preserved held
kernel: core os
key: identifier credential passcode token main essential index important
keybinding: shortcut hotkey
keyboard: keystroke hotkey input
keychain: keystore credential vault
keypad: keyboard buttons
keystore: keychain vault certificate
keystroke: keypress keyboard
keyword: term reserved query
kick: remove evict expel eject disconnect ban terminate
kickback: bribe bribery
kickstart: start initiate bootstrap
kid: child children parental minor dependent
kidnap: abduct
kidney: renal nephron
kill: terminate stop end murder homicide destroy abort death oom died casualties
kilo: kilogram kg
kilogram: kg
kilometer: km
kin: relatives family
kind: type category sort class variety
kinda: somewhat partially
kindergarten: preschool nursery
king: monarch ruler
kingdom: monarchy realm
kit: equipment toolkit set bundle gear sdk
kitten: cat feline
kneel: bend
knew: understood aware
knife: blade cutter
knob: setting parameter option tunable
knock: hit strike disconnect disrupt
know: understand recognize learn aware determine
knowledge: information understanding expertise
known: recognized understood
kpi: metric indicator
kubernetes: cluster orchestration
label: tag name mark brand caption annotate class target
labor: worker work workforce
lack: missing shortage absence absent without deficiency insufficient
lady: woman female
lag: delay latency slow stutter
laggy: slow sluggish unresponsive latency
laid: placed put
lain: reclined placed
lake: reservoir lagoon
lambda: anonymous closure serverless
lamp: light bulb
lan: network ethernet local wired
land: ground territory arrive touchdown
landfill: dump waste
landlocked: coast border
landlord: owner lessor
landscape: terrain scenery
lane: road path
language: locale
languish: stagnate decline
lapse: expire elapse
laptop: notebook computer portable
large: big huge substantial oversized great extensive mainly mostly
largest: biggest maximum max
lash: tie fasten
last: final latest previous endure persist continue duration permanent durable
latch: lock fasten
late: delayed tardy overdue recently
latency: delay lag response slow
later: subsequently afterwards following
latest: newest current recent
latter: second last
launch: start run release open introduce execute
launder: wash clean
laundry: washing clothes
lava: magma volcanic
lavatory: toilet restroom
law: regulation legislation statute act rule legal legitimate
lawn: grass turf
lawsuit: litigation suit claim action legal
lawyer: attorney counsel solicitor legal
lay: place put
layaway: installment deferred
layer: tier level stack
layoff: redundancy dismissal termination severance
layout: arrangement structure design template format
layover: stopover connection
lazy: deferred idle inactive demand postponed
lead: guide manage cause head supervisor direct
leader: head chief manager primary master coordinator
leadership: management executives leaders
leaf: foliage leaves terminal node
leaflet: brochure pamphlet flyer
leak: leakage disclose expose seepage escape breach exposure disclosure memory
lean: tilt incline minimal lightweight
leaner: smaller lightweight
leap: jump bound
learn: study understand discover train education
learner: student trainee
lease: rent rental tenancy hire
least: minimum lowest fewest
leather: hide skin
leave: exit depart quit vacation absence holiday pto unsubscribe abandon
leaver: departing former offboarding
lecture: talk presentation professor instructor
led: guided caused headed managed
left: departed remaining exited abandoned
leftover: remaining residual orphaned unused stale
legacy: old deprecated obsolete
legal: lawful permitted legitimate statutory allowed licensed compliance
legend: myth tale key
legible: readable clear accessibility
legislate: enact law statute act
legislature: parliament congress assembly
legit: legitimate authentic genuine valid legal
legitimate: valid authentic lawful genuine legal
lemmatize: stem normalize
lend: loan borrow credit share
lender: creditor bank
length: size duration extent long distance number
lengthen: extend prolong
lengthy: long prolonged extended
lenient: relaxed permissive
lent: loan borrowed
less: fewer lower reduced
lessen: reduce decrease
lesson: class course tutorial
let: allow permit enable rent
lethal: deadly fatal
letter: character mail correspondence alphabetic
level: tier rank degree grade severity stage equalize
leverage: use utilize
levy: tax charge duty impose
lexical: keyword term
liability: obligation debt responsibility liable
liable: responsible accountable liability
liberate: free release
liberty: freedom rights
library: package module framework dependency
licence: permit permission subscription authorize entitlement seat
lie: false misrepresent recline
lifecycle: phase lifetime stages state
lifelong: permanent lifetime
lifespan: lifetime longevity expectancy ttl
lifetime: duration lifespan ttl validity scope permanent
lift: raise elevate hoist remove
light: lamp illumination brightness lightweight
lightning: thunderbolt thunder electrical
lightweight: minimal light small portable compact
like: similar probable expected
likelihood: probability chance
limb: arm leg appendage
limit: restrict maximum cap constraint threshold quota caveat constrained
limitless: unlimited unbounded
limp: gait lameness
line: row queue newline
lineage: provenance origin ancestry
linger: remain stay persist stale
link: connect hyperlink url relationship associate reference join
lint: static check style
linter: lint checker
liquid: fluid molten sell dissolve
liquor: spirits alcohol
list: enumerate array show display sequence
listen: hear bind subscribe monitor handler observer receiver
lit: illuminated ignited
liter: constant exact verbatim
litigate: sue lawsuit proceedings suit
litter: waste trash
little: small minor slight minimal
live: reside inhabit production realtime alive
livelihood: living income job
liver: hepatic hepatocytes
livestock: cattle animals
llm: language model transformer
load: import read fetch charge traffic utilization spinner many numerous
loader: importer spinner
loan: borrow credit lend mortgage advance
local: nearby regional offline language translation
localhost: loopback local
locate: find situated position search place site address path
lock: block latch mutex secure bolt semaphore suspended disabled
lockdown: restrict harden
lockfile: pinned dependencies
lockout: locked suspended attempts
locksmith: locks keys
lockup: freeze hang deadlock
lodge: submit file accommodation hotel housing
lodger: tenant boarder
loft: attic upstairs
log: record journal trace audit write
logic: reasoning rules algorithm rational
login: signin authenticate
logon: login signin authentication
logout: signout disconnect session exit
loiter: linger trespass
long: extended lengthy length duration period
longer: extended exceed beyond
longest: maximum
longevity: lifespan life
longpress: hold gesture
loo: toilet bathroom
look: view see appear examine search check
lookup: search find query resolve resolution
loony: mentally
loop: iterate repeat cycle infinite
loopback: localhost local
loophole: exception gap exemption
loose: relaxed slack lenient unattached
loosen: relax release
loot: steal plunder
lorry: truck vehicle
lose: lost loss miss forfeit drop discard defeated
loss: decrease deficit damage lost
lost: missing misplaced forgotten lose
lot: many numerous much large
lottery: raffle draw
loud: noise volume sound decibels
lousy: poor bad inferior
low: small reduced minimal insufficient
lower: reduce decrease less
lowest: minimum least bottom
loyal: faithful loyalty
loyalty: rewards allegiance retention commitment
lubricant: oil grease
lug: carry drag haul
luggage: baggage suitcase bags
lukewarm: tepid warm
lumber: timber wood
luminous: bright light
lump: combine aggregate
lunar: moon
lunch: meal midday
lung: pulmonary respiratory
lure: attract entice bait phishing
luxury: expensive premium
mac: hardware address
machine: server device host equipment computer apparatus machinery
machinery: machines equipment
macro: template shortcut
mad: angry insane
made: created built generated produced constructed
magazine: journal periodical
magnify: enlarge zoom
magnitude: size scale brightness
maid: housekeeper cleaner
mail: email post letter message smtp newsletter send list
mailbox: inbox postbox
mailman: postman carrier
main: primary principal chief major key
mainly: primarily chiefly mostly principally largely
maintain: keep preserve support service upkeep owner author contributor
maintenance: upkeep support servicing downtime repair
maize: corn grain
major: significant main important large serious breaking quorum predominantly
make: create build produce generate construct cause
maker: manufacturer producer creator
makeup: cosmetics composition constituents
male: man men
malformed: invalid corrupt
malfunction: fault failure fail defect error
malicious: harmful hostile malware attacker
malignant: cancer
mall: shopping center
malware: virus trojan ransomware spyware
man: male men
manage: administer control handle lead supervise run operate administration governance leadership executives supervisor boss head director
mandate: require mandatory
mandatory: required compulsory obligatory
maneuver: move steer
mangle: corrupt garble distort rewrite damage malformed
manipulate: handle modify transform process
mankind: humans
manmade: artificial synthetic anthropogenic
manner: way method
mansion: house residence estate
manual: handbook guide documentation instructions hand explicitly
manufacture: produce make fabricate maker vendor
many: multiple numerous several number amount count
map: chart dictionary translate associate plan correspondence
march: walk advance
margin: spacing padding profit markup whitespace edge
marine: sea ocean
mark: label flag tag indicate grade score
markdown: discount reduction
market: marketplace promote advertise sell demand
markup: margin surcharge
marriage: wedding matrimony marital
marry: spouse marital marriage wed
marsh: wetland swamp
marshal: serialize encode
mask: hide cover redact conceal obfuscate
masquerade: impersonate spoof
mass: bulk weight
massive: huge large heavy substantial enormous
master: primary leader learn
match: correspond equal fit compare game contest
mate: partner colleague friend teammate breed reproduce reproduction
material: substance matter fabric
maternity: parental pregnancy birth mother
math: mathematics arithmetic
matrix: array table
matter: issue substance material subject
mature: adult grow develop
max: maximum limit highest exhausted
maximal: maximum increase
maximise: increase maximum
maximum: limit max upper highest exceed
maybe: perhaps possibly
meal: food dinner lunch dish catering
mean: average denote indicate signify represent refer definition sense significance semantics method resources way
meant: intended denoted purpose
measly: small insufficient
measure: gauge metric quantify benchmark evaluate assess dimension reading
meat: flesh beef pork
mechanic: technician repairer method procedure
medal: award decoration
meddle: interfere tamper
median: percentile middle midpoint
mediate: resolve arbitrate negotiate
medic: medicine drug prescription pharmaceutical
medicine: drug medication pharmaceutical
medieval: feudal middle
meds: medication drugs
meet: satisfy fulfil encounter attend gather conference session appointment call
meetup: gathering event meeting retreat
mellow: mild soft
melody: tune theme
melt: liquefy fusion thaw
meltdown: outage failure
member: participant user subscriber employee element attribute field
membership: subscription plan enrollment account members
memoize: cache
memorize: learn remember overfit
memory: monument commemorate ram heap storage recall recollection footprint
mend: repair fix recover
menstruation: period menstrual
mental: psychological psychiatric cognitive
mention: refer state cite name
mentor: coach guide advisor
menu: dropdown navigation options
merch: merchandise products
merchandise: goods products items
merchant: seller vendor retailer trader
mere: simply
merge: combine join unify consolidate integrate reconcile
merger: acquisition consolidation
merit: deserve worth
mess: disorder clutter corrupt broken damage break
message: notification text error notify queue broker
messy: unstructured untidy disorganized disordered noisy
met: satisfied fulfilled encountered
metadata: attributes properties headers tags
meteor: meteorite meteoroid
meter: measure gauge usage billed
method: procedure way technique approach function
metric: measure statistic indicator score
metro: subway underground
mfa: multifactor totp authenticator
mic: microphone audio
microbe: microorganism bacteria
micromanage: supervise control
microphone: audio recording mic
microscopic: tiny micrometre invisible
midday: noon
middle: center intermediate midpoint
middleman: intermediary broker reseller
middleware: interceptor filter
migraine: headache aura
migrate: move transfer upgrade port convert transition schema movement
mild: slight moderate gentle
mile: kilometers
mileage: distance kilometers miles
milestone: release goal
military: army armed forces
mill: factory grinder
millennium: thousand years
mime: filetype
mimic: imitate emulate simulate
min: minimum lowest minute least
mind: consciousness mental brain
mingle: mix socialize
mini: small miniature compact
miniature: small tiny scaled
minify: compress uglify shrink
minimal: minimum small lightweight least reduce shrink hide
minimise: reduce minimum
minimum: lowest least min
minister: secretary official
minor: underage child small slight insignificant secondary
mint: issue coin
minus: negative subtract
minute: notes min record
mirror: replicate replica reflect copy duplicate casting
misbehave: misconduct malfunction inappropriate unexpected faulty
misbehavior: misconduct wrongdoing
miscarriage: loss stillbirth
misconduct: misbehavior wrongdoing violation
misconfigure: incorrect configuration wrong
mishap: accident incident
misinform: mislead false
mislabel: incorrect misidentify
mislead: deceive misrepresent inaccurate
misplace: lose lost missing
misrepresent: falsify mislead
miss: lack absent skip lose overlook lost undefined null
misspell: typo spelling fuzzy
mist: fog haze
mistake: error incorrect fault wrong
mistaken: wrong erroneous error
mistakenly: accidentally erroneously
mistreat: abuse
mistyped: typo incorrect
misunderstand: misinterpret confuse
misuse: abuse improper incorrect inappropriate
mitigate: reduce alleviate prevent countermeasure workaround remedy
mix: combine blend mixture hybrid interleave heterogeneous stir mingle
mixin: trait inheritance
mixture: blend combination
ml: learning machine
moan: complain complaint
mob: crowd
mobile: phone cellphone smartphone portable cellular android deploy activate
mobilise: deploy activate
mock: fake stub simulate
mockup: prototype wireframe
modal: dialog popup overlay
mode: setting manner state method
model: simulate schema represent representation entity
modem: router broadband
moderate: medium average mild review filtering content
modern: contemporary current recent updated upgrade
modify: change edit alter update adjust
modular: composable decoupled
module: package library component
modulo: remainder mod modulus
moist: damp wet humid
moisten: wet dampen
mojibake: encoding garbled
mold: fungus shape form
molecule: molecular compound
mom: mother maternal
momentary: brief temporary
monarch: king ruler queen sovereign
monarchy: kingdom crown
monetary: financial currency money
monetize: revenue profit
money: payment funds cash currency capital cost
moneyback: refund guarantee
monitor: watch observe track supervise alert display screen telemetry metrics
monkeypatch: override patch
monolith: single
monopoly: antitrust dominance
month: monthly
monthly: recurring month subscription
monument: memorial landmark
mood: emotion affect
moon: lunar satellite
moonlight: secondary outside employment
moot: irrelevant disputed
mop: clean wipe
moral: ethics
morph: transform change
mortal: fatal death
mortgage: loan lien
mostly: mainly primarily largely predominantly
motel: hotel lodging
mother: mom maternal parent
motion: movement move proposal
motive: encourage incentive
motor: engine drive
motorbike: motorcycle bike
motorcycle: motorbike bike
motorist: driver driving
motorway: highway freeway
mount: attach install volume fix
mountain: mount peak range summit
mourn: grieve bereavement
mouse: pointer cursor click
mouth: oral buccal
movable: mobile portable
move: transfer relocate migrate shift transport motion
movement: motion campaign
mover: relocation moving
movie: video film cinema
mq: queue broker messaging
mtu: packet size
much: amount many substantially quantity
muddle: confuse mix
mug: rob cup
mull: consider evaluate
multifactor: mfa twofactor
multiple: several many
multiply: product times multiplication increase scale
multitask: concurrent parallel
multithreaded: concurrent parallel threads
mum: mother maternal
mumble: unclear murmur
municipal: city town
murder: kill homicide
muscle: muscular skeletal
museum: gallery collection
mushroom: fungi fungus grow expand
musician: performer instrumentalist
mutable: changeable modifiable
mutate: change modify mutant variant
mute: silence disable suppress notifications
mutex: lock semaphore
mutual: reciprocal joint
mystery: unexplained unknown
myth: legend mythology
nab: catch capture acquire obtain
nag: remind prompt pester notification
nail: fasten identify
naive: simple baseline
name: call identify title alias label
namesake: named eponym
nameserver: dns resolver
namespace: scope package isolation
nan: number undefined invalid
nanny: childcare babysitter
nap: sleep rest
napkin: serviette tissue
nappy: diaper
narrative: story account
narrow: restrict thin limit filter refine tight
nas: storage network
nasty: severe unpleasant malicious harmful
nat: translation masquerade
nation: country state domestic citizen citizenship
native: builtin indigenous endemic platform
nature: organic
nausea: vomiting sickness
naval: navy maritime
navbar: navigation menu
navigate: browse go move menu
navy: naval fleet
nda: confidentiality nondisclosure agreement
near: close proximity adjacent nearby
nearby: adjacent near close local neighbouring surrounding
nearest: closest adjacent knn
nearly: almost approximately
neat: clean tidy formatted orderly
necessary: required needed essential mandatory
need: require necessary
needless: unnecessary redundant
negate: invert cancel
negative: minus
neglect: ignore omit disregard fail
negligent: insignificant minimal small
negotiate: bargain agree handshake discuss agreement
neighbor: adjacent nearest peer
neighborhood: area district
nerve: neural neuron
nervous: anxious anxiety
nest: embed embedded hierarchical recursive
nestegg: savings retirement
net: final
netmask: subnet mask
network: connection internet
neural: network deep
neuron: unit
neuter: sterilize castrate
neutral: impartial unbiased counteract cancel
never: prohibited
new: recent novel latest fresh additional create
newbie: beginner novice newcomer new
newborn: infant baby neonatal
newcomer: joiner beginner starter onboarding
newer: later recent updated
newest: latest recent current
newline: linebreak linefeed
newsletter: mailing bulletin subscription
newspaper: press journal daily
next: subsequent following upcoming
nice: pleasant good
nick: steal cut
nickname: alias username
night: nighttime overnight
nightly: daily night overnight unstable
nil: null none
nix: cancel reject remove
nlp: language text
nobility: aristocracy nobles
noble: aristocrat nobility
nocturnal: night
node: server vertex host
noise: sound static irrelevant interference disturbance random loud
noisy: verbose loud noise
nominate: propose appoint name
nonce: random unique
noncompete: competition restrictive covenant
none: null nil zero nothing
nonprofit: charity charitable ngo
nonsense: invalid garbage
nonstop: continuous uninterrupted
noodles: pasta
noon: midday
normal: standard usual regular typical default ordinary canonicalize scale generally
nose: nasal nostril
nosedive: decline drop
nosql: nonrelational document
nosy: privacy snoop
notable: famous remarkable significant prominent
notarize: certify sign attest
notary: notarize certified
note: record notice
notebook: laptop journal
nothing: empty none zero null
notice: notification announcement warning observe detect see significant visible
notification: alert push message
notify: inform alert tell notification
notion: idea concept
notorious: infamous known
nourish: feed nutrition
novel: new book
novelty: new innovation
novice: beginner inexperienced newcomer new
now: currently immediately present
nowadays: currently today modern
nowhere: none
nuclear: atomic nucleus fission
nudge: prompt remind adjust
nuisance: annoyance disturbance
nuke: delete destroy wipe erase purge
null: nil none empty undefined
nullable: optional null
nullify: cancel invalidate
nullpointer: null dereference
numb: anaesthetic insensitive
number: count amount numeric quantity id
numeral: number digit many several multiple
nurse: caregiver care treat
nursery: daycare kindergarten
nurture: care develop
nutrient: nutrition vitamin mineral
nutrition: diet nutrients
oath: pledge vow
oauth: authorization token
obese: overweight bmi
obey: comply follow
obfuscate: obscure conceal mask
object: entity instance item oppose complain protest purpose dispute goal aim target unbiased
obligatory: mandatory required compulsory
oblige: duty responsibility commitment requirement bind compel
obliterate: destroy erase
obscure: hide mask unclear
observe: monitoring tracing metrics watch notice see listener subscriber watcher
obsolete: deprecated outdated legacy discontinued superseded
obstacle: barrier limitation
obstruct: block hinder impede
obtain: get acquire retrieve receive gain fetch request
obvious: evident apparent clear
occasion: event instance
occasional: intermittent sporadic infrequent sometimes periodically
occupant: job profession career employment
occupy: busy used allocated inhabit consume
occur: happen arise appear raised
occurrence: instance event incident
ocean: sea marine
ocr: recognition scanned
odd: unusual strange unexpected irregular uneven probability chance likelihood ratio
odor: smell scent
offboard: termination departure leaver deprovision exit
offence: crime violation
offend: insult violate
offer: provide propose deal promotion supply
office: workplace premises headquarters workspace site official executive
official: formal officer authorized
offline: disconnected unavailable local cached
offload: delegate move transfer
offset: compensate position balance displacement
offsite: retreat meetup
offspring: descendants young children progeny
often: frequently frequency regularly interval commonly
oil: lubricate petroleum grease fat crude
ok: approved acceptable allowed agree permitted fine
okay: acceptable allowed valid permitted approved
old: previous legacy age older ancient outdated former obsolete stale
older: previous earlier legacy age senior
oldest: earliest first age
omit: skip exclude leave
onboard: orientation induction hire training
oncall: pager standby rotation duty
ongoing: running continuing active current
online: connected internet web
onset: start beginning outbreak
oom: memory killed
oops: mistake undo accidental
ooze: leak secrete
open: launch access start unlock public vacancy position
operate: run work function control action transaction procedure surgery administrator
opinion: view belief judgement recommendation
opponent: rival adversary competitor
opportunity: chance possibility vacancy
oppose: resist object counter
opposite: inverse contrary reverse
oppress: persecute suppress
opt: choose select consent elect
optic: light
optician: optometrist eyewear
optimal: best optimum ideal efficient tuning performance improvement
optimise: improve tune efficient
optimistic: concurrency versioning
optin: consent subscribe enable
option: setting choice alternative parameter flag voluntary nullable discretionary
optometrist: optician ophthalmologist
optout: unsubscribe withdraw decline
orbit: revolve circle revolution trajectory
orchestrate: coordinate schedule manage workflow
order: purchase sequence sort arrange request command sequential
ordinance: regulation law bylaw
ordinary: normal common regular
organ: body natural carbon biological company institution agency association entity organisation arrange group coordinate structure
organise: company institution body agency entity arrange group coordinate
orient: align position landscape portrait onboarding induction introduction
origin: source beginning cause root initial derivation first arise come
orm: mapping relational mapper
orphan: dangling
os: platform kernel
oscillate: vibrate fluctuate swing
otherwise: alternatively
otp: onetime passcode totp code
ounce: oz
oust: remove expel
outage: downtime incident interruption failure blackout unavailability
outbound: egress outgoing
outbreak: epidemic spread onset
outcome: result consequence effect
outdated: obsolete stale old deprecated superseded
outdoor: outside exterior
outer: enclosing external outside
outfit: clothing attire
outgoing: outbound egress sent
outgrow: exceed surpass
outing: excursion trip
outlast: exceed survive
outlaw: prohibit ban
outlay: expenditure spending
outlet: socket store shop
outlier: anomaly extreme
outline: summary describe structure contour summarize
outlive: survive
outnumber: exceed majority
outperform: exceed surpass
output: print result produce export emit
outside: external beyond outdoor unauthorized
outskirts: suburb periphery
outsource: contract subcontract
outstanding: unpaid overdue due excellent exceptional
outweigh: exceed override
oval: elliptical ellipse
oven: stove cooker
overage: exceeding surcharge excess
overall: total general
overcharge: excess incorrect refund overpayment
overcome: defeat solve
overcrowded: density crowded
overdose: excess toxicity poisoning
overdraw: overdraft exceed
overdue: late unpaid outstanding arrears delinquent
overestimate: inflated
overfit: regularization generalize dropout
overflow: exceed spill wrap wraparound
overhaul: repair revise
overhead: cost penalty
overhear: intercept eavesdrop
overheat: temperature hot thermal cooling
overlap: coincide intersect conflict
overlay: layer popup
overload: saturate excess congestion busy load throttled
overlook: miss ignore neglect
overly: excessively
overnight: night nightly
overpaid: overpayment excess
override: replace overrule supersede overwrite bypass
overrule: override reject reverse
overrun: exceed overflow
oversaw: supervised managed
overseas: abroad foreign international
oversee: supervise manage monitor
overspend: exceed budget
overtake: exceed pass
overthrow: remove coup depose
overthrown: deposed coup
overtime: extra hours
overturn: reverse
overview: summary introduction architecture outline
overweight: obese
overwhelm: overload exceed saturate flood
overwork: overtime excessive
overwrite: replace clobber override
owe: due debt outstanding balance payable liability
owner: proprietor administrator holder landlord custodian
ownership: possession title property owner
oxidize: rust corrode
pace: rate speed throttle tempo
pack: package bundle compress archive wrap
package: bundle library module parcel dependency pack box container wrapping
packet: frame datagram
pact: agreement treaty
pad: fill spacing
page: screen document alert oncall
pager: alert oncall
paginate: page split cursor offset limit
paid: compensated payment settled salary billed reimbursed remunerated premium
pain: ache discomfort soreness difficulty
painkiller: analgesic ibuprofen opioid
paint: draw render coat colour pigment picture artwork portrait canvas
painter: artist decorator
pair: couple connect bluetooth match two tuple
pal: friend companion
palace: castle residence royal
pale: light faint
pamphlet: brochure leaflet
pan: skillet cookware
pandemic: epidemic covid outbreak
panel: dashboard committee pane board jury
panic: abort crash fear unrecoverable
pants: trousers slacks
paper: document article
paperwork: documents forms
paradox: contradiction
parallel: concurrent simultaneous threads multithreaded workers
param: parameter argument
paramedic: emt ambulance
parameter: argument option variable setting
paramount: important
paranoid: strict cautious
paraphrase: restate summarize
parcel: package shipment
pardon: forgive excuse
pare: reduce trim
parent: ancestor superclass guardian mother father maternity paternity family
park: leave garage
parliament: legislature assembly
parse: interpret read decode analyze
parser: interpreter decoder
part: component portion element segment section
partake: participate join
partial: incomplete partly subset
participant: attend join contribute take involved
particular: specific special certain
particularly: especially notably
partition: divide shard split segment
partly: partially
partner: collaborate associate spouse ally affiliate
party: signatory participant celebration
pass: succeed provide transmit forward supplied elapsed ticket succeeding
passcode: pin password
passenger: traveler rider
passkey: passwordless webauthn
passphrase: password secret key
passport: identification document
passwd: password credentials
password: passphrase credential secret passcode
passwordless: passkey webauthn
past: previous historical history former insert clipboard
pasta: noodles spaghetti
pastime: hobby recreation
pastry: dough cake
patch: fix update repair hotfix
patchy: intermittent incomplete
patent: intellectual invention property protect
paternity: parental father birth
path: directory route location way trail
pathogen: germ infectious
patient: client sick
patio: terrace courtyard
patrol: guard monitor
patron: customer sponsor
pattern: template regex trend arrangement model
pause: suspend stop wait halt breakpoint break
pavement: sidewalk surface
pay: salary wage remuneration compensate reimburse settle remit charge payment
paycheck: salary pay wage payroll payslip
payday: payroll salary
payload: body data content json
payment: billing remittance charge transaction installment
payout: payment disbursement distribution withdrawal
payrise: raise increase increment salary
payroll: salary wages paycheck pay
payslip: paystub payroll paycheck
paystub: payslip payroll paycheck
pc: computer desktop workstation
peace: truce armistice
peak: maximum summit highest spike
peasant: serf farmer
peculiar: unusual strange distinctive
pee: urine
peek: view inspect preview look
peel: remove strip
peep: look view
peer: colleague coworker node neighbor equal
peg: fix attach
penalize: punish penalty sanction fine
penalty: fine fee sanction punishment
pending: waiting queued unresolved
penetrate: pierce enter
pension: retirement superannuation annuity retiree senior
people: users persons individuals population humans
perceive: sense detect see
percent: percentage ratio pct proportion
percentage: percent ratio proportion rate share
percentile: quantile
perdiem: allowance daily meals
perfect: ideal exact flawless complete
perfectly: completely
perform: execute run carry conduct speed throughput latency efficiency results achievement
perfume: fragrance scent
perhaps: maybe possibly
peril: danger hazard
perimeter: circumference boundary
period: duration interval term time era menstruation regular recurring scheduled regularly
peripheral: device accessory
perish: die spoil
perk: benefit advantage allowance privilege fringe extra
permanent: persistent irreversible lasting indefinite durable fixed forever
permeable: porous
permeate: penetrate spread
permission: allowed permitted acceptable access authorization consent approval rights privilege
permit: allow license authorize let grant permission
perpetual: continuous indefinite lifetime sustain
perquisite: perk benefit
persecute: oppress discriminate
persist: save store continue remain retain durability permanent
person: user individual human people private character temperament customization preferences tailor
personnel: staff employees workforce hr
perspective: view viewpoint
persuade: convince influence
pertain: relate apply
peruse: read examine
pesky: annoying persistent
pester: bother notify annoy spam harass
pet: companion animal
petite: request appeal
petrol: gasoline gas fuel
petroleum: oil crude
pharmacist: chemist dispenser
pharmacy: drugstore chemist
phase: stage step period
phaseout: deprecate retire
philosopher: philosophy thinker
phish: fraudulent scam
phone: call telephone mobile smartphone handset cellphone
phony: fake counterfeit fraudulent
photo: image photograph picture
photograph: picture image photo capture
physician: doctor clinician practitioner
pic: image picture photo
pick: choose select choice
pickle: serialize marshal
pickup: collect
picky: strict selective sensitive
picture: image photo photograph graphic
piece: part component fragment portion
pierce: puncture penetrate
pig: hog swine pork
piggyback: tailgate reuse
pii: personal sensitive
pile: stack heap backlog accumulate
pill: tablet capsule
pillow: cushion bedding
pilot: test trial aviator fly
pin: passcode lock fix attach exact
pinch: squeeze zoom gesture steal
ping: heartbeat check icmp reachable notify latency contact
pinpoint: locate identify determine diagnose
pipe: redirect tube stream duct conduit
pipeline: workflow chain stages
piracy: infringement unauthorized copying
pirate: copy unlicensed infringe illegal
pitch: propose frequency field tone present
pitfall: caveat gotcha mistake
pivot: rotate hinge
pixel: resolution blurry scaling
place: location put position site spot
placeholder: dummy substitute
plagiarism: copying unoriginal
plague: epidemic pestilence
plain: unformatted simple text
plaintext: unencrypted cleartext
plaintiff: claimant complainant
plan: schedule strategy scheme tier subscription arrange intended design
plane: aircraft airplane flight
planner: optimizer scheduler
plant: factory flora vegetation sow
plate: dish platter
plateau: stabilize constant
platform: environment system os
play: playback run drama game perform start
playback: streaming play
playbook: runbook procedure
player: participant competitor athlete
playground: sandbox demo
plaza: square
plead: appeal request
pleasant: agreeable enjoyable
please: satisfy satisfaction
pledge: commit promise vow
plenty: abundant ample sufficient many
pliers: tongs pincers
plop: place drop
plot: graph chart draw visualize story
plow: cultivate till
plug: connect connector insert socket outlet stopper
plugin: extension addon module
plumber: plumbing pipes
plumbing: pipes
plummet: fall drop decline
plunder: loot steal
plunge: fall drop decrease
plus: added positive
poach: recruit solicit hunt
pod: replica container
poem: poetry verse
poetry: poems verse
point: location purpose indicate refer aim
pointer: reference address cursor
pointless: unnecessary useless redundant ineffective
pointy: sharp pointed
poison: toxic toxin contaminate venom corrupt
poke: prod access press
polar: arctic antarctic
police: officer authorities constabulary
policy: rule governance guideline regulation
policyholder: insured claimant
polish: refine smooth improve
polite: courteous respectful government
politician: statesman senator minister
poll: query survey check interval vote
pollinate: fertilize
pollute: contaminant emissions
polymorphism: overriding dynamic dispatch
pond: lake pool
ponder: consider reflect
pool: shared group swimming
poop: feces stool defecate excrement excrete
poor: low inadequate bad inferior impoverished degraded poverty
poorest: poverty lowest
pop: remove dequeue
popular: common widely widespread favourite
populate: fill load insert seed people inhabitants
popup: modal dialog notification
porch: veranda entrance
pork: pig meat
porous: permeable absorbent
port: socket harbor migrate interface connector
portable: mobile compatible handheld lightweight
portal: website console dashboard
portfolio: holdings investments collection
portion: part subset share fraction
portrait: orientation vertical
portray: depict represent describe
position: place job role location offset index post plus favourably
possess: property belongings
possible: option chance potential feasible available supported perhaps
post: publish submit send upload mail position job
postage: shipping stamp
postbox: mailbox letterbox
postman: mailman carrier
postmortem: incident retrospective review
postpone: delay defer reschedule
pot: saucepan vessel
poultry: chicken fowl
pound: lb
pour: flow discharge
poverty: poor deprivation hardship
power: electricity energy supply strength force authority exponent battery strong capable influential
practice: feasible useful applied exercise train convention custom guideline
practise: exercise train
praise: commend recognize
pram: stroller carriage
prawn: shrimp shellfish
pray: prayer worship religious
precaution: safeguard warning
precede: prior previous earlier override priority order
precious: valuable rare
precipitate: cause deposit rain rainfall snow
precise: exact accurate accuracy digits resolution
preclude: prevent exclude
predator: predatory carnivore
predecessor: previous preceded former
predefined: builtin preset
predicate: condition filter
predict: forecast infer estimate expected anticipate deterministic output
predictor: feature model estimator
predominant: main dominant prevalent
preempt: prevent interrupt
prefer: favour choose recommended default setting option
prefetch: preload eager
prefix: leading beginning
pregnancy: gestation pregnant maternity
pregnant: pregnancy expecting maternity
prehistoric: ancient neolithic palaeolithic
prejudice: bias discrimination
preliminary: draft prior
preload: prefetch warm cache
premature: early
premier: minister head
premise: building site
premium: paid payment expensive tier fee superior surcharge
preorder: reserve advance
prep: prepare
prepare: setup preprocessing readiness
prerelease: beta alpha
prerequisite: required dependency condition precondition
preschool: kindergarten nursery
prescribe: specify medication
prescription: prescribed medication rx
presence: existence attendance status
present: show current existing display gift attending give
preserve: conservation keep retain maintain protect
preset: default template predefined
preside: chair lead chairman head leader
press: push click hit depress media news
pressure: stress force
presume: assume suppose
pretend: simulate impersonate mock fake spoof
pretrained: foundation
pretty: formatted attractive readable fairly
prevail: win dominate
prevalent: common widespread
prevent: stop avoid block prohibit preclude
preview: view beta display draft
previous: prior last former earlier preceding
previously: formerly earlier
prey: hunted feeds diet
price: cost fee charge rate plans billing
priceless: valuable precious
pricey: expensive costly
pricy: expensive costly
priest: clergy minister clergyman pastor
primary: main principal leader master first chief key
prime: prepare initialize
primitive: scalar basic
principal: main identity primary chief capital headteacher
principle: rule guideline law basis fundamental concept
print: output display publish
printer: spooler toner cartridge
prior: previous earlier preceding
prioritise: rank order priority
priority: precedence importance order urgent
prison: jail imprisonment detention incarceration inmate detainee captive
privacy: confidentiality gdpr data private
private: confidential personal internal restricted
privilege: permission right access elevated administrator root
prize: award reward
pro: professional expert advantage benefit
probable: likelihood chance odds likely expected presumably typically
probation: trial period evaluation
probe: investigate check healthcheck test liveness
problem: issue error difficulty fault troubleshooting
problematic: unreliable unsafe
procedure: method process steps
proceed: continue go advance next
process: handle procedure program method steps
processor: cpu core chip
procrastinate: delay postpone
procure: purchase obtain
prod: production live
produce: create generate manufacture make emit yield publisher sender maker
product: item goods software merchandise multiplication live deployed efficient
profess: occupation career job vocation
professional: expert occupational specialist practitioner
professor: lecturer academic
profile: account biography user performance settings sampling
profit: gain earn revenue margin
prognosis: outlook survival
program: code application software script developer engineer
progress: advance status development proceed
prohibit: forbid ban disallow block prevent forbidden restricted
project: repository initiative undertaking workspace
proliferate: multiply increase spread
prolong: extend lengthen
prominent: notable leading
promise: commit pledge guarantee future async
promo: coupon promotion discount
promote: advance elevate raise upgrade advertise progression
prompt: ask remind instruction
promptly: immediately quickly timely
prone: vulnerable susceptible liable likely
pronounce: pronunciation articulate
proof: evidence verification confirmation documentation receipt certificate
proofread: review check
propagate: spread transmit forward replicate
propel: drive push
proper: correct valid appropriate suitable
properly: correctly appropriately well
property: attributes characteristics fields house estate possession
proportion: ratio percentage share
propose: suggestion recommend
prosecute: sue charge
prosper: thrive succeed
protect: secure guard safeguard defend
protein: amino polypeptide
protest: object demonstrate complain oppose
protocol: standard handshake
prototype: draft model wireframe
protrude: extend project
prove: demonstrate verify proof evidence
proven: proved demonstrated
provide: supply give offer deliver furnish supplier vendor carrier
province: region state
provision: allocate supply clause create deploy creation
provisional: temporary interim conditional
provoke: cause trigger induce
proxy: intermediary gateway relay
prune: trim remove cleanup
pry: inspect snoop
psychiatric: mental psychiatry
psychiatrist: psychologist therapist
psychologist: therapist counselor
psychology: mental emotional
pto: vacation leave holiday
pub: bar tavern
public: open external government advertising announce
publicly: public openly
publish: release post deploy issue broadcast producer author
pubsub: publish messaging
puke: vomit emesis
pull: draw fetch download drag retrieve tug
pullrequest: review merge
pulmonary: lung respiratory
pulse: heartbeat signal
pulverize: crush grind
pump: circulate transfer
punch: hit strike pierce clock
punctual: prompt timely
punctuation: symbols comma characters
puncture: pierce perforate hole
punish: penalize penalty sanction discipline disciplinary
punt: postpone defer
pupil: student learner
puppy: dog pup
purchase: buy order acquire procure acquisition payment bought customer buyer
pure: unmixed purity
purge: delete clear remove cleanup clean
purify: clean refine
purpose: goal aim objective intent function intended intentionally deliberately
purse: handbag wallet
pursue: follow chase
push: press upload send publish deploy force
put: place insert set store
puzzle: problem challenge confuse
pwd: password directory
pwn: compromise breach
pwned: compromised breached
qr: barcode scan
quake: earthquake seismic tremor
qualification: credential certificate eligibility
qualify: eligible certified competent entitled meet
quality: grade standard accuracy characteristic resolution
quantify: measure
quantile: percentile median
quantity: amount number count volume
quantize: compress precision reduce
quarantine: isolate contain separate block
quarrel: dispute argument argue conflict
quarter: quarterly fourth
quarterly: quarter
queen: monarch sovereign
quench: extinguish cool
query: search question request inquiry ask
querystring: parameters url
question: query ask inquiry issue faq
questionnaire: survey form
queue: wait line backlog buffer fifo
quick: fast rapid prompt instant brief
quicken: accelerate speed
quickly: fast rapidly promptly
quickstart: introduction tutorial
quid: pounds money
quiet: silent low mute suppress noise
quilt: duvet blanket
quirk: peculiarity caveat limitation unexpected
quirky: unusual peculiar
quit: resign leave exit stop terminate close
quiver: shake tremble
quiz: test questions
quorum: majority consensus
quota: limit allowance maximum exceeded
quotation: quote estimate
quote: cite estimate quotation citation escape reference
race: compete competition contest ethnicity concurrency contention
racial: ethnic race
racism: discrimination racial
rack: mount accumulate
radiate: emit emission rays heating radioactive heater
radioactive: radiation decay
radius: distance diameter
raffle: lottery draw
rag: retrieval augmented grounding
railroad: railway rail
railway: railroad rail train
rain: rainfall precipitation
rainfall: precipitation rain
rainy: precipitation rainfall
raise: increase lift elevate throw increment promotion trigger salary thrown
rake: gather collect
rally: gathering assemble
ram: memory swap
ramp: slope increase
ran: executed operated started
random: arbitrary stochastic shuffle nondeterministic
randomly: arbitrarily sporadically intermittently
rang: interval scope span extent bounds vary
rank: order sort position score rate grade relevance level status
ransomware: malware encrypt
rapid: fast quick swift
rapidly: quickly fast
rare: uncommon infrequent unusual scarce seldom occasional
rash: eruption dermatitis skin
rat: report inform whistleblower
rate: ratio percentage frequency speed price tariff score evaluate fee stars rank review
ratelimit: throttle quota
ratify: approve confirm
ratio: proportion percentage rate quotient
ration: allowance limit allocate portion logical reasonable
rationale: reason justification basis
raw: unprocessed uncooked original crude unformatted plain
rbac: role permission access
rc: candidate prerelease
reach: arrive access contact attain exceed achieve connect hit
reachable: accessible connectivity
react: respond reaction handle
reaction: response reply emoji
reactive: enable restore reinstate
read: view parse load retrieve access fetch
readable: legible formatted
reader: consumer parser
readme: documentation overview instructions
readonly: immutable unmodifiable
ready: health prepared available complete
real: actual genuine authentic true
realise: notice understand achieve implement
realtime: live streaming
realtor: agent estate
reap: harvest gain
rear: back behind
rearrange: reorder reorganize sort
reason: cause rationale ground purpose factor fair sensible acceptable
reassess: review reevaluate
reassign: transfer reallocate
reassure: assure confidence
rebase: merge replay history
rebate: refund discount
rebel: revolt uprising
rebellion: revolt uprising
reboot: restart reset
rebound: bounce recover
rebuild: reconstruct recreate reindex regenerate
rebuilt: reconstructed restored
rebut: refute challenge
recall: remember withdraw recover retrieve sensitivity
recap: summary summarize
recede: retreat decrease
receipt: invoice acknowledgement proof confirmation
receive: get obtain accept collect incoming inbound consume
recent: latest new current lately newly
reception: signal coverage
receptionist: reception frontdesk
recess: downturn slump depression
recharge: charge refill battery
recipe: ingredients instructions example howto
recipient: receiver addressee destination
reciprocal: mutual return
reckon: estimate calculate
reclaim: recover free release recycle vacuum compaction
recognise: identify detect know
recollect: remember recall
recommend: suggest advise advice preferred
reconcile: match resolve compare merge reconciliation sync
reconnect: reestablish rejoin restore retry
reconsider: review appeal reassess
reconstruct: rebuild restore
record: log document entry row register save capture write
recoup: recover reimburse
recover: restore retrieve heal regain repair
recovery: restoration recuperation healing failover
recreate: rebuild reproduce regenerate
recruit: hire employ enlist
rectify: correct fix remedy
recur: repeat relapse recurrent periodic subscription
recursion: nested subdirectories
recycle: reuse reclaim trash
redact: mask remove censor
redeem: exchange claim
redeploy: reassign deploy
redesign: revise revamp
redirect: forward reroute route
redo: repeat reapply undo
redress: remedy compensation
reduce: decrease lower minimize cut limit shrink diminish
reduction: decrease decline cut saving discount
redundant: severance replication layoff dismissal duplicate failover unnecessary backup
reel: coil retract
reentrant: recursive threadsafe
refactor: restructure rewrite reorganize cleanup
refer: mention consult link direct pointer documentation
referee: umpire official
referral: recommendation refer
refill: replenish recharge topup fill
refine: improve narrow purify
reflect: mirror represent indicate introspection
refrain: avoid abstain
refresh: reload update renew sync repaint
refrigerate: cool chill fridge cooler
refuel: fuel
refugee: asylum displaced
refund: reimburse repayment repay return chargeback credit moneyback
refurbish: renovate reconditioned used
refuse: rejection decline deny forbid
refute: disprove reject
regain: recover restore reclaim
regard: concerning
regardless: irrespective whether
regenerate: recreate renew rotate
regex: pattern expression regular
regexp: regex pattern
region: area zone location territory locale
register: enrol signup record subscribe
registration: signup enrollment
registry: repository catalog hub index
regress: revert degrade decline breakage prediction
regressor: model predictor
regret: apologize sorry
regular: normal routine standard periodic penalty dropout overfitting
regularly: periodically frequently routinely
regulate: control govern adjust law compliance rule directive requirement
rehabilitate: restore
rehearse: practise
reign: rule
reimage: reinstall restore
reimburse: refund repay compensate expense repayment
rein: limit control
reindex: rebuild index
reinforce: strengthen support
reinstall: install uninstall restore
reinstate: restore reactivate resume
reject: refuse decline deny discard invalid
rejig: rearrange reorganize
rejoin: reconnect return
rejuvenate: renew restore
relapse: recur recurrence
relate: associate connect link relevant relationship
relationship: relation association connection
relative: family kin proportional compared relation fairly
relaunch: restart reopen
relax: loosen rest calm reduce weaken informal lenient
relay: forward transmit proxy
release: publish version launch free ship rollout announcement issue unlock
relevant: similarity ranking related pertinent applicable
reliable: availability dependability durability robustness resilience trustworthy stable
relief: aid assistance respite
relieve: alleviate reduce ease
religion: faith belief religious
religious: faith spiritual religion
relinquish: surrender release waive
reload: refresh restart update
relocate: move transfer migrate
reluctant: unwilling hesitant
rely: depend trust require
remain: stay persist continue left keep balance
remainder: rest modulo balance remaining
remark: notable extraordinary significant
remedy: corrective fix cure treatment solution
remember: recall remind store persist save retain memory cookie
remind: notify notification alert prompt
remit: pay send
remittance: payment transfer
remodel: renovate
remote: distant external telecommute home offsite server distributed far isolated ssh
remove: detachable deletion elimination uninstallation erase drop purge strip
remunerate: pay compensate salary wages
rename: move alias change
render: display draw paint generate
renege: breach withdraw
renew: extend extension refresh reissue rotate sustainable solar wind
renounce: abandon reject
renovate: refurbish remodel
renown: famous celebrated notable
rent: lease hire rental tenancy let
rental: lease rent hire
renter: tenant lessee
renumber: reorder resequence
reopen: resume restore open
reorder: rearrange sort
reorganize: restructure rearrange
rep: representative agent
repair: fix mend restore maintenance recover correct
repairman: technician mechanic
repay: reimburse refund settle repayment payback return
repayment: reimbursement refund
repeal: revoke rescind abolish
repeat: recur iterate retry duplicate loop multiple
repel: deter repulsion reject
rephrase: reword restate
replace: substitute swap exchange supersede change override successor alternative
replay: repeat rerun playback
replenish: refill restock
replica: copy standby secondary mirror slave
replicate: copy mirror duplicate synchronize reproduce
reply: respond response answer
repo: repository git
report: notify inform summary log disclose journalist correspondent
repository: repo registry source git
repossess: seize reclaim
represent: denote depict indicate encode stand delegate agent rep
reprimand: warning discipline
reprint: copy duplicate
reproduce: replicate copy breed deterministic repeat consistent
reproduction: breeding copying
repulse: repel
request: ask query call demand requisition apply
require: need mandatory necessary demand oblige compulsory prerequisite condition criteria
rerank: reorder rescore crossencoder
reroute: redirect divert
rerun: retry replay repeat
reschedule: postpone move change
rescind: revoke withdraw
rescore: rerank reorder
rescue: save recovery recover restore
research: study investigate scientist
resell: sell dealer redistribute distributor
resemble: similarity likeness
resend: retransmit retry
reserve: booking allocation hold
reset: restore clear restart reinitialize initialize revert default recover
reshape: change restructure
reside: live located stored dwell inhabit home house occupant
residue: remaining leftover
resign: quit leave notice departure
resilient: robustness recovery recover
resist: withstand oppose prevent tolerate immunity proof
resit: retake repeat
resize: scale dimension enlarge stretch
resolution: fix dpi precision quality pixels solution
resolve: solve fix settle lookup determine dns
resort: recourse
resource: asset cpu object
respect: honour comply
respond: reply answer react response
response: reply answer result feedback duty obligation accountability role liable owner charge adaptive fast reactive mobile interactive
rest: remainder remaining break sleep pause idle others http api
restart: reboot relaunch reload resume reset
restate: rephrase repeat
restaurant: diner eatery cafe
restock: replenish resupply inventory
restore: recovery repair recover revert reinstate undo return
restrain: restrict limit hold
restrict: limit constrain confine block control allowlist prohibit private constraint
restroom: toilet bathroom
restructure: reorganize refactor
resubmit: submit retry
result: outcome effect output consequence lead return
resume: continue cv restart curriculum
resuscitate: revive
retail: shop store seller
retain: keep preserve hold maintain store
retake: repeat resit
retaliate: reprisal revenge
retch: gag vomit
retention: keeping lifespan expiration archive
rethink: reconsider revise
retire: pension deprecate decommission discontinue withdraw leave obsolete
retiree: pensioner retired
retract: withdraw revoke
retransmit: resend repeat retry
retreat: withdraw offsite recede gathering meetup
retrieve: search fetching get obtain recover read query
retrofit: modify upgrade
retrospective: postmortem review
retry: reattempt attempt repeat backoff
return: give refund send yield output back exchange produce
reusable: shared modular
reuse: recycle share
revamp: redesign revise
reveal: show expose disclose
revenue: income sales turnover earnings
reverse: undo invert opposite backward inverse revert
revert: undo restore rollback reset
review: examine evaluate assess audit inspect appraisal feedback check approval moderation
revise: amend edit update modify change version commit
revive: restore resuscitate
revoke: withdraw cancel invalidate remove blacklist
revolt: rebellion uprising revolution rebel
revolution: overthrow
revolve: rotate orbit
reward: bonus incentive award compensate prize
rewind: reverse backward
reword: rephrase revise
rewrite: revise refactor replace redirect
rhythm: beat tempo
rich: wealthy affluent abundant wealth
richest: wealthiest wealth
rid: remove eliminate delete uninstall purge drop
riddle: puzzle enigma
ride: travel drive journey transport
rig: manipulate equipment machine computer
right: correct permission entitlement proper privilege freedom
rightclick: context menu
rigid: inflexible stiff strict fixed
ring: call phone sound notification alert
rinse: wash flush
riot: unrest disturbance disorder uprising
rip: tear extract copy remove
ripen: mature
ripoff: overpriced scam
rise: increase growth climb ascend
risen: increased climbed
risk: hazard danger threat exposure vulnerability
risky: dangerous unsafe hazardous risk
ritual: ceremony rite
rival: competitor opponent
river: stream tributary waterway
road: street route highway
roadmap: plan future
roam: wander migrate handover
roast: cook bake
rob: steal theft
robbery: theft burglary
robot: bot automated
robust: resilient strong reliable sturdy
rock: stone mineral
rocket: missile launcher spike
rogue: malicious unauthorized untrusted
role: function position job permission part responsibility group
roll: rotate turn deploy
rollback: revert undo restore abort atomic
rollout: deployment release launch canary phased
rookie: beginner novice newcomer
room: space capacity chamber
roommate: flatmate housemate
root: superuser administrator admin origin base source
rootcause: diagnosis cause
rope: cord line
rose: increased climbed
roster: rota schedule list
rot: decay decompose spoil
rota: roster schedule shifts
rotate: turn spin revolve orientation renew replace regenerate revolution
rotten: decayed spoiled
rough: approximate coarse uneven abrasive estimated
roughly: approximately estimate
round: circular approximate truncate spherical precision floating
roundabout: circle rotary
roundtrip: latency rtt
route: path direct way endpoint forward road redirect
router: gateway modem
routine: regular procedure standard function
row: record line tuple entry
royal: monarch king
rpc: remote procedure
rtl: arabic bidirectional
rub: friction abrade
rubbish: garbage trash waste junk
rucksack: backpack bag
rude: disrespectful impolite offensive
rug: carpet mat
ruin: damage destroy spoil corrupt remains archaeological
rule: regulation policy guideline law condition govern principle constraint requirement decision judgment verdict
ruler: monarch king sovereign leader
rummage: search rifle
rumor: gossip hearsay
run: execute launch operate start manage perform active
runaway: infinite unbounded excessive
runbook: playbook procedure
rung: called level
runny: liquid fluid
runtime: execution interpreter environment
rupture: burst break tear
rural: countryside agricultural
rush: hurry expedite urgent
rust: corrosion corrode oxidation
rusty: corroded corrosion
sabbatical: leave break
sabotage: damage disrupt
sack: dismiss fire terminate bag discharge
sacred: holy religious
sad: unhappy depressed
safe: secure protected harmless trusted gracefully
safeguard: protect secure
safety: protection security
sag: bend droop
said: stated specified told
sail: boat navigate
sailor: seaman mariner
salary: pay wage compensation earnings remuneration payroll income
sale: discount promotion selling revenue
salesman: salesperson seller
salesperson: seller
salt: sodium random hash
salty: saline salt sodium
salvage: recover save rescue restore
sample: example specimen subset test trial select random temperature
sanction: penalty punishment approve restriction
sand: abrade smooth
sandbox: isolated restricted testing
sang: vocals performed
sanitize: disinfect escape clean validate
sank: descended submerged
sat: seated sitting
satellite: moon orbit
satisfaction: happiness contentment
satisfactory: acceptable adequate
satisfy: meet fulfil comply match
saturate: fill overload full exhaust utilization bottleneck
sauce: dressing gravy condiment
save: store persist keep write preserve conserve economize reduce discount reduction reserves
saver: economical depositor
saw: observed viewed noticed seen blade cutter
say: state tell specify mention express
scaffold: generate template skeleton
scalable: elastic distributed
scald: burn hot
scale: resize size grow magnitude expand range
scam: fraud phishing deception deceive
scammer: fraudster phishing
scan: inspect examine search read
scanner: antivirus reader ocr
scanty: insufficient sparse
scar: wound lesion
scarce: rare limited shortage
scarcity: shortage lack
scare: frighten fear deter afraid
scary: frightening dangerous fear warning
scatter: disperse distribute spread sparse
scenario: situation example case
scene: setting view
scent: odour smell
schedule: plan timetable cron calendar arrange planner orchestrator
schema: structure definition model
schlep: carry haul transport
scholar: academic researcher
scholarship: bursary grant award
school: education academy
science: scientific research
scientist: researcher scholar physicist chemist biologist
scissors: shears clippers
scold: reprimand warn
scoop: collect gather capture
scooter: moped motorcycle
scope: extent range context coverage visibility
scorch: burn char
score: points rate grade rank result mark metric goals
scour: search clean
scout: explore search
scramble: mix encrypt obfuscate shuffle
scrap: discard cancel abandon delete
scrape: extract crawl collect
scraper: crawler bot
scratch: abrasion abrade zero temporary scrape
scream: shout cry
screen: display monitor window page filter touchscreen ui check
screenreader: accessibility assistive
screenshot: capture image snapshot
screw: bolt fastener fix broken corrupted misconfigured error
screwup: mistake error
scribble: write note draw
scrimp: save economize
script: program code automate
scroll: pan swipe move navigate scrollbar page
scrub: clean sanitize remove cancel redact
scrutinize: examine inspect
sculpture: statue carving
sdk: library toolkit client
sea: ocean marine
seafood: fish shellfish
seal: close airtight encrypt
search: find query lookup retrieve seek browse
seaside: coast coastal
season: period spice
seat: chair license user
second: sec
secondary: replica minor standby subordinate backup slave
secondhand: used refurbished
secrecy: confidentiality privacy
secret: confidential private password hidden credential classified key vault release produce excrete
secretary: assistant administrator clerk
section: part chapter segment area
secular: nonreligious lay
secure: protect safe lock encrypt harden obtain safeguards safety
sediment: deposit silt sedimentary
see: view find display show observe look visible
seed: initial random populate bootstrap
seek: search look request obtain position
seem: appear apparently
seen: observed viewed displayed
seep: leak infiltrate
segfault: segmentation crash
segment: part section divide partition split
segregate: separate
seismic: earthquake tremor
seize: confiscate take capture impound
seldom: rarely infrequently
select: choose pick option query choice
selector: query picker
selfdestruct: expire delete
selfheal: recover automatically
sell: vend sale market trade offer resell retail
seller: vendor merchant retailer
semantic: meaning dense
semaphore: lock mutex permits
semester: term trimester
seminar: workshop webinar
semver: version semantic
senate: legislature chamber
send: transmit submit deliver dispatch forward mail post
sender: originator source producer shipper
senior: elderly older rank tenure
sense: detect perceive feel perception meaning
sensible: reasonable recommended default
sensitive: confidential private delicate susceptible secret case recall
sensor: detector probe
sent: transmitted submitted delivered dispatched mailed
sentence: punishment penalty phrase utterance
separate: distinct divide split isolate detach independent individual delimiter comma
sequence: order series list
sequential: serial ordered consecutive
serial: sequential consecutive identifier encode convert marshal dump
serializable: isolation transaction
series: sequence succession chain
serious: severe critical grave major
serve: provide host deliver
server: host machine backend instance node
serverless: lambda functions faas
service: maintenance daemon support server repair assistance
session: login connection
set: configure assign define specify put collection group adjust option preference parameter
settle: pay resolve decide sediment
settlement: village colony
settler: colonist immigrant
setup: install configure
sever: cut disconnect terminate multiple many various redundancy payout critical serious extreme acute intense level priority importance
sew: stitch suture
sewage: wastewater effluent
sewer: drain sewage wastewater
sex: gender intercourse
shade: color tint theme
shadow: observe hide
shady: suspicious untrusted fraudulent
shake: vibrate agitate
shaken: vibrated agitated
shaky: unstable vibration
shallow: superficial depth low
shape: form geometry dimension mould
shard: partition split horizontal slice
share: distribute divide split collaborate portion publish stock equity common part joint public
shareholder: stockholder investor owner
sharp: pointed acute clear edge focus resolution
sharpen: hone grind
shatter: break fragment fracture
shave: trim remove reduce
shed: lose molt outbuilding hut
sheep: ovine lamb ewe
sheet: page linen
shelf: rack shelving
shell: terminal console bash prompt
shelter: refuge housing
shelve: postpone cancel
shield: protect cover guard
shift: move change hours transfer offset rota schedule
shine: glow emit reflect
shiny: glossy reflective polished metallic lustre
ship: deliver dispatch send release deploy vessel freight publish sent delivery postage
shipment: delivery consignment package shipping
shirt: blouse top
shiver: tremble cold chills
shoe: footwear boots
shoot: photograph fire
shop: store buy purchase retailer marketplace
shopper: customer buyer
shore: coast beach
short: brief concise small insufficient limited
shortage: scarcity lack deficiency
shortcut: hotkey keybinding alias accelerator
shorten: reduce truncate abbreviate
shortest: minimum fewest
shortfall: deficit lack shortage
shortlist: select candidates
shortly: soon briefly
shot: injection vaccine photograph fired
shoulder: bear assume
shout: yell cry
shove: push insert put move
shovel: spade scoop
show: display view list present print demonstrate indicate
shown: displayed visible presented indicated
shrank: reduced contracted
shred: destroy dispose
shrimp: prawn shellfish
shrine: temple sanctuary
shrink: reduce decrease compress contract downsize psychiatrist therapist psychologist compact
shrug: ignore dismiss
shrunk: reduced contracted
shuffle: random reorder
shun: avoid exclude
shut: close shutdown stop
shutdown: stop halt terminate poweroff
sibling: brother sister adjacent peer neighbor
sick: ill unwell disease unhealthy
side: edge face lateral
sidebar: navigation panel
sidecar: container proxy
sideline: secondary outside employment
sidestep: avoid bypass
sidewalk: pavement footpath
sideways: horizontal lateral landscape
sieve: filter sift screen
sift: filter sieve
sight: vision view eyesight visual
sign: signature symptom indicator signal authenticate certify login
signal: indicate interrupt alert notify reception event coverage strength
signatory: signer party
signature: sign autograph declaration prototype
significant: importance statistical major considerable substantial notable
signify: mean denote indicate
signin: login authenticate signon
signon: login signin sso
signout: logout logoff
signup: register registration subscribe enrol account
silence: mute suppress quiet disable
silent: quiet mute suppressed soundless ignored unnoticed
silly: foolish trivial
silverware: cutlery flatware
sim: esim cellular
similar: alike comparable resembling related analogous like close distance cosine
simmer: boil heat
simple: basic easy plain straightforward
simplest: easiest basic minimal
simplify: streamline ease reduce
simply: merely easily
simulate: emulate model mock imitate
simultaneous: concurrent parallel
sing: vocal
singer: vocalist vocals
single: one sole individual unmarried
singleton: single instance global shared
sink: basin descend destination submerge drain output
sister: sibling sorority
sit: seat
site: website location place domain
situated: located lies circumstance case condition scenario
size: dimension length capacity volume magnitude large scale
skeleton: bones template scaffold framework skeletal placeholder
sketch: draw draft outline prototype
sketchy: suspicious untrusted unreliable
skew: bias imbalance
skid: slide traction
skill: ability competence expertise qualified experienced trained
skillet: pan frypan
skim: read scan
skimp: economize reduce
skin: theme dermal epidermis appearance template
skinny: thin slim narrow underweight
skip: omit ignore bypass exclude
skive: absent absence unauthorized
sku: product code
skull: cranium cranial
skyrocket: increase surge
skyscraper: tower building
sla: uptime availability guarantee
slack: loose idle unused
slacken: loosen reduce
slam: close overload criticize
slander: defamation
slant: tilt inclined oblique
slap: hit
slash: cut reduce separator
slate: schedule
slaughter: kill butcher
slave: enslaved bondage
slavery: enslavement
sleep: rest suspend dormant pause idle hibernate
sleepwalk: somnambulism parasomnia
sleepy: drowsy
slept: rested asleep
slice: cut subset segment portion range
slide: slip presentation move swipe deck
slideshow: carousel presentation
slight: small minor mild marginal
slightest: minimum least
slightly: somewhat marginally
slim: thin slender narrow lightweight minimal
sling: throw carry
slip: slide fall error mistake delay
slippery: friction smooth lubricated
slo: objective reliability
slope: gradient incline
slot: position placeholder
slow: latency delay sluggish gradual decelerate bottleneck performance timeout
slowdown: latency degradation throttling
slower: degraded latency reduced delay
slowly: gradually slow steadily latency
slug: identifier url
sluggish: slow latency unresponsive performance
slump: decline downturn recession
small: little tiny minor minimal compact
smaller: less lower reduced fewer minor
smallest: minimum least min minimal
smart: intelligent automatic clever adaptive
smartphone: mobile phone handset
smartwatch: wearable watch
smash: break crush collide overwrite corruption
smear: spread defame
smell: odour scent aroma
smelly: odour smell
smoke: tobacco cigarette fumes
smooth: flatten seamless polish interpolate
sms: text message
smuggle: contraband
snack: food refreshment
snag: problem issue obstacle difficulty catch
snail: slow
snake: serpent reptile
snap: break fracture capture screenshot snapshot
snappier: faster responsive
snappy: responsive fast
snapshot: backup image checkpoint
snatch: seize steal grab fetch
sneak: covert unauthorized
sneakers: trainers shoes
sneaky: hidden covert
sniff: smell capture intercept eavesdrop
snip: cut clip
snippet: excerpt example fragment highlight
snitch: report whistleblower inform
snoop: spy monitor intercept eavesdrop
snooze: postpone sleep delay
snow: snowfall precipitation snowpack
snowball: grow escalate
soak: wet absorb immerse saturate
soar: rise increase
soccer: football match association
social: society community
society: community association social
socket: outlet port endpoint receptacle connection
soda: carbonated cola drink
sofa: couch settee
soft: flexible gentle pliable logical
software: program application app package tool
soil: earth ground
solar: sun photovoltaic
sold: marketed traded vended available sale purchased sell
solder: weld join
soldier: troops military forces
sole: exclusive single
solicit: request ask canvass
solicitor: lawyer attorney counsel
solid: hard rigid stable robust
solidify: freeze harden
solution: fix answer workaround remedy resolution
solve: resolve fix answer solution
somebody: user person
someone: person user another
sometimes: occasionally intermittently periodically
somewhat: slightly partially
somewhere: location place
son: child offspring
song: track music single
soon: shortly upcoming imminent promptly early
sooner: earlier advance
soothe: relieve calm
sophisticated: advanced complex
sore: painful tender ulcer inflammation
sort: order arrange rank type kind category organize
sought: requested searched
soul: spirit spiritual
sound: audio noise acoustic volume speaker
soundproof: insulation acoustic
soup: broth stew bisque
sour: acid
source: origin upstream cause provenance code input obtain procure
sow: plant seed
space: storage room gap whitespace capacity disk area margin outer
spacecraft: spaceship probe satellite
spaceship: spacecraft rocket shuttle
spade: shovel digging
spam: junk unsolicited phishing
span: cover extend duration trace
spank: corporal punish
spanner: wrench tool
spare: extra unused backup redundant replacement standby
spark: ignite trigger
sparse: scattered infrequent scarce thin
spawn: create fork start launch
spay: sterilize neuter
speak: talk communicate discuss language voice spoken
speaker: audio
spec: specification standard requirements
special: specific particular exceptional reserved expert metacharacter focus
specialist: expert professional consultant
species: organism taxon
specific: particular given certain explicit particularly explicitly standard definition requirements spec
specify: define state declare set indicate configure
spectacles: glasses eyeglasses
speculate: guess hypothesize
speech: voice audio transcription
speed: velocity rate pace performance throughput accelerate fast
speedup: accelerate optimize performance
speedy: fast quick rapid
spell: write typo orthography misspelled correction
spend: pay expenditure expense cost use budget outlay expend
spent: expended consumed cost used expenditure
spew: emit eject discharge
sphere: ball spherical
spice: seasoning herb condiment flavour
spicy: hot pungent
spider: crawler bot scraper
spike: increase peak surge burst
spill: leak overflow release disclose
spilt: leaked spilled
spin: rotate turn loading launch provision
spine: backbone vertebral
spinner: loading progress indicator loader
spinup: provision start
spit: output print
splash: spray splatter
splice: join insert
split: divide separate partition break shard
splitbrain: partition quorum
splurge: spend
spoil: decay ruin deteriorate damage perishable
spoke: talked communicated
spokesperson: spokesman representative
sponge: absorb wipe
sponsor: fund support backer patron funder
spontaneous: automatic unplanned
spoof: forge fake impersonate forgery
spoon: cutlery ladle
sporadic: intermittent occasional flaky
sport: athletics games
spot: place location detect notice find identify preemptible
spotty: intermittent unreliable inconsistent
spouse: husband wife partner
sprain: injury strain ligament
spray: aerosol apply
spread: distribute propagate disseminate transmission extend disperse unpack
spreadsheet: worksheet workbook csv
spring: elastic arise
sprinkle: scatter spray
sprint: iteration run
sprout: germinate grow
spur: encourage motivate
spy: espionage surveillance eavesdrop monitor snoop agent observe tracking
spyware: malware tracker
sql: query relational
squabble: dispute argue
squad: team group
squander: waste misuse
square: rectangular quadratic
squash: compress combine merge crush flatten rebase
squat: occupy crouch
squatter: occupant trespasser
squeal: noise
squeeze: compress press shrink fit
squirm: fidget restless
squish: crush compress press
ssd: disk flash
sse: events streaming
ssh: remote shell
ssl: tls https certificate
sso: saml federation oidc
stab: pierce wound
stability: steadiness
stable: steady reliable production constant released lts
stack: pile heap lifo
stacktrace: traceback backtrace
stadium: arena venue
staff: employees personnel workforce team workers employ
stage: phase step level environment preproduction prepare test
stagnate: stop unchanged
stain: mark spot discoloration dye
stair: step staircase
staircase: stairs steps
stakeholder: interested participant party
stale: outdated obsolete expired old cached dangling
stalk: harass
stall: hang delay stop freeze pause block stuck wait
stammer: stutter speech
stamp: timestamp
stand: mean represent tolerate
standalone: independent separate
standard: norm default uniform specification conventional normal criterion regular
standby: replica failover backup secondary oncall reserve idle
staple: fasten
star: asterisk stellar favorite rating sun
stare: look gaze
start: begin launch initiate run boot commence open trigger onset
startup: boot initialization launch bootstrap company venture business founder
starvation: contention
starve: hunger malnutrition contention
stash: store hide save shelve cache
state: status condition declare say specify country mode
statement: declaration report invoice summary instruction command bill
static: fixed constant unchanging compile
station: stop terminal
stationary: fixed motionless
statistic: metric data counts analytics
statue: sculpture monument state condition progress health
statuscode: response status
statute: law act legislation
stay: remain keep accommodation lodging persist
stddev: deviation variance
steadily: gradually constantly
steady: stable constant regular
steak: beef meat
steal: theft rob misappropriate stolen exfiltrate hijack compromise
stealth: hidden covert undetected
steam: vapour boil
steep: slope gradient
steer: guide direct control
stellar: star
stem: originate derive root lemmatize normalize
stench: odor smell
step: stage procedure instruction action phase process
sterile: aseptic infertile disinfect autoclave
stew: casserole ragout
stewardess: attendant crew
stick: attach adhere stay persist insert place drive put
sticky: adhesive persistent viscous affinity pinned
stiff: rigid inflexible hard
stiffen: harden rigid
stifle: suppress suffocate
stimulant: trigger promote excite
sting: bite venom
stink: odour smell
stinky: odour
stipend: allowance grant payment
stipulate: specify require
stir: mix agitate
stitch: suture sew join merge combine
stock: inventory shares equity supply
stockholder: shareholder investor
stockpile: store reserve accumulate hoard
stoke: fuel
stole: robbed theft
stolen: theft robbed leaked missing compromised lost exfiltrated steal
stomach: abdomen gastric
stomp: overwrite clobber
stone: rock mineral
stonewall: refuse obstruct
stool: chair seat
stop: halt terminate end cease prevent abort quit shutdown kill
stopover: layover connection
stopwatch: timer elapsed
stopword: common filler ignored
storage: disk capacity volume memory repository backend
store: save shop keep persist retain hold retailer repository database stock
storefront: shop store
storehouse: warehouse depot
storey: floor level
storm: cyclone thunderstorm
story: narrative tale
stove: cooker oven hob
stow: store storage
straight: direct linear immediate consecutive
straighten: align correct
straightforward: simple easy direct
strain: filter stress injury
strand: isolate stuck
strange: unexpected unusual odd weird abnormal peculiar garbled
stranger: unknown outsider
strangle: choke asphyxiate
strap: fasten secure
strategy: approach policy
stray: orphaned unexpected
stream: flow realtime creek river broadcast feed continuous pipe
streamline: simplify optimize
street: road avenue
strength: power robustness force intensity strong
strengthen: reinforce harden increase
strenuous: demanding intense vigorous
stress: emphasize pressure load strain tension benchmark
stretch: extend resize expand scale
stretchy: elastic flexible
strict: strong stringent rigorous exact enforce
strike: hit walkout attack stoppage industrial collide
string: text cord varchar thread characters literal
stringent: strict rigorous
stringify: serialize convert
strip: remove trim delete
strive: attempt aim
stroke: cerebrovascular ischemic
stroll: walk
stroller: pushchair pram buggy
strong: powerful robust durable intense secure complex
stronger: strength greater powerful
strongest: strength powerful greatest maximum
struck: hit collided
structure: layout building arrangement schema construction composition architecture organization format
struggle: difficulty difficult
stub: mock fake placeholder dummy
stubborn: persistent obstinate
stuck: hung blocked jammed frozen hang unresponsive pending deadlock stalled
student: pupil learner
studio: workshop apartment
study: examine research learn investigate survey
stuff: fill items data content belongings material things pack
stuffy: ventilation air
stumble: trip fall encounter
stump: confuse puzzle
stung: bite sting
stupid: foolish unnecessary unwise naive
sturdy: durable robust strong
stutter: lag stammer choppy jitter
style: format genre appearance manner theme convention
stylesheet: css style theme
sub: substitute replace
subclass: inherit child derived extend
subcontract: outsource contractor
subdirectory: folder nested recursive subfolder
subdue: suppress control
subject: topic personal discipline opinion
submarine: underwater vessel
submerge: immerse flood
submit: send file post upload lodge
submodule: nested repository
subnet: cidr network range mask
subscribe: register listen enrol follow subscription member customer consumer
subscription: plan license membership tier billing recurring renewal
subsequent: following later next
subset: sample part portion filter slice
subside: decrease abate fund subsidy
subsidiary: affiliate branch division unit
subsidy: grant aid
subsist: allowance meals daily
substance: material compound
substantial: considerable significant large prove verify evidence
substitute: replace alternative
substring: part slice contains partial
subtitle: caption heading
subtract: deduct minus difference remove decrement
suburb: outskirts residential suburban
subway: metro underground
succeed: success successor achieve pass follow complete work
succeeded: followed successor
success: succeed achievement completed ok succeeded consecutive sequential
successor: succeeded replacement
suck: draw poor aspirate consume bad
sudden: abrupt unexpected spike rapid acute
suddenly: abruptly unexpectedly rapidly
sudo: root superuser administrator
sue: litigate lawsuit prosecute claim
sued: lawsuit litigation
suffer: experience undergo
sufficient: enough adequate minimum
suffix: extension ending trailing
suffocate: asphyxiate choke
suffrage: vote franchise
sugar: sucrose glucose sweetener carbohydrate
suggest: recommend propose advise hint autocomplete
suit: fit lawsuit appropriate match claim
suitable: appropriate recommended fit eligible
suitcase: luggage baggage
sum: total add amount aggregate
summarize: outline aggregate abstract summary condense
summary: overview abstract outline report
summit: conference peak meeting top highest
summon: call subpoena
sun: solar sunlight
sunrise: dawn daybreak
sunset: discontinue deprecate dusk retire nightfall
super: extremely
superb: excellent outstanding
superior: better higher
supermarket: grocery store
supersede: replace obsolete deprecate override
superuser: root administrator
supervise: manage monitor oversee
supervisor: manager lead overseer boss
supper: dinner meal
supplement: add additional augment
supplier: vendor provider seller distributor
supply: provide stock provision deliver materials furnish give
support: help compatible assist available allowed maintain service back
suppose: assume expected hypothesis presume intended
suppress: inhibit ignore hide silence disable mute
surcharge: fee additional extra charge
sure: verify certain ensure confident guarantee confirm
surf: browse navigate
surface: area expose
surge: increase spike rise burst peak
surgeon: surgery operation
surgery: operation procedure surgical
surmise: infer guess
surname: family last name
surpass: exceed outperform
surplus: excess extra
surprise: unexpected astonished counterintuitive remarkable
surrender: yield capitulation relinquish return
surround: enclose encircle encompass environment vicinity
surveillance: monitoring tracking
survey: poll questionnaire
survive: persist withstand retain endure outlive durable tolerate
susceptible: vulnerable prone sensitive
suspect: believe suspicious accused report defendant
suspend: pause stop hibernate disable halt sleep deactivate
suspicious: unusual suspected anomalous fraudulent malicious phishing
sustain: maintain support renewable environmental
suture: stitch sew
swag: merchandise gifts
swallow: ingest ignore suppress oral catch
swamp: overload marsh wetland flood saturate
swanky: luxurious expensive
swap: exchange replace trade switch paging disk
swarm: cluster group
swear: oath declare
sweat: perspire
sweater: jumper pullover
sweep: clean scan
sweet: candy sugar confectionery
sweeten: sugar improve
swell: enlarge oedema expand inflammation
swept: cleaned scanned
swerve: divert deviate
swift: rapid fast quick
swim: aquatic
swindle: fraud deceive
swing: oscillate fluctuate
swipe: steal gesture slide scroll
swirl: vortex rotate
switch: change toggle swap migrate option alternate turn
switchover: failover cutover transition
swivel: rotate pivot
swollen: enlarged swelling inflamed inflammation edema
swore: oath declared
sworn: oath affidavit
syllabus: curriculum outline
symbol: represent character denote identifier icon sign
symlink: link symbolic shortcut
symmetric: symmetry mutual shared
symptom: sign indication manifestation
sync: synchronize replicate update mirror backup
synchronize: sync coordinate replicate align lock simultaneous blocking sequential
synonym: alias equivalent thesaurus
syntax: grammar format notation structure
synthesize: produce
synthetic: generated artificial manmade simulated
system: platform software environment
tab: indentation pane
table: relation matrix grid tabular rows columns
tablet: device pill mobile ipad slate
taboo: forbidden prohibited
tabulate: list table
tack: append attach
tackle: address handle solve resolve
tacky: sticky adhesive
tad: slightly
tag: label mark annotate marker metadata keyword category
tail: follow end last
tailgate: follow piggyback
tailor: custom adapt configure personalize
taint: contaminate untrusted spoil
take: require accept remove receive bring consume capture
taken: required removed captured used
takeover: acquisition hijack compromise merger failover
tale: story narrative
talent: ability skill gifted
talk: speak communicate discuss conversation
tall: height high metres
taller: height higher
tallest: highest height
tally: count total
tame: domesticate control
tamper: alter modify interfere integrity manipulate
tan: sunburn pigmentation
tangle: knot coupled entangle complex
tap: press click faucet valve touch select use
tape: record adhesive backup archive ribbon
taper: reduce decrease
tardy: lateness
target: aim goal destination objective
tariff: rate duty price tax
tarnish: corrode damage
task: job process assignment work duty
taste: flavour gustatory palate
tasty: flavour delicious
tattle: report inform
taught: trained teacher instructed learned educated lectured
taunt: mock harass
tax: vat levy duty taxation withholding
taxi: cab rideshare
tea: infusion brew
teach: train instruct educate learn
teacher: instructor educator tutor
team: group members department squad staff crew colleagues collaborate
teammate: colleague coworker peer member
tear: rip rupture split teardown
teardown: cleanup destroy dispose delete
tease: mock harass
technician: mechanic engineer
technique: method approach procedure strategy
tedious: repetitive manual
teen: adolescent teenager
teenage: adolescent youth minor
teeny: tiny small
teeth: tooth dental
telecommute: remote home telework
telemetry: metrics monitoring usage analytics
telephone: phone mobile call
telescope: observatory optical
television: tv broadcast
telework: remote telecommute home
tell: inform notify instruct report say communicate specify
teller: cashier clerk
temp: temporary contractor seasonal tmp
temper: anger hardness
temperature: degrees heat thermal celsius randomness cold hot
template: pattern boilerplate skeleton layout
temple: shrine sanctuary
tempo: speed pace
temporarily: transient interim briefly provisional
temporary: transient interim ephemeral provisional scratch
tenant: customer renter organization lessee account occupant
tend: care maintain incline
tendency: trend inclination
tense: stressed tension
tension: stress strain
tensor: array matrix
tenure: duration service employment seniority
term: word condition semester period keyword contract agreement
terminal: cancellable console shell prompt station end stop kill close dismiss abort discontinue separation firing
terminology: glossary vocabulary
terrace: patio balcony
terrain: landscape topography ground
terrestrial: land earth
terrible: poor severe bad
terrific: excellent great
territory: region land area
test: check examine verification exam try verify trial assessment validate
testament: bequest
tester: qa reviewer
testify: witness testimony
testimony: statement evidence
tether: attach hotspot cable
text: message sms string plain
textbook: book coursebook
textile: fabric cloth
texture: image bitmap
thaw: melt defrost
theater: drama
theft: stolen stealing fraud robbery exfiltration larceny
theme: skin style appearance
theorem: proposition lemma
theorize: hypothesize propose
theory: hypothesis concept model
therapist: counselor psychologist
therapy: treatment counseling
therefore: thus hence consequently
thermal: heat temperature
thermostat: temperature sensor controller
thesis: dissertation treatise
thick: dense viscous heavy
thicken: concentrate coagulate
thief: robber burglar stolen theft
thin: dilute slim narrow fine slender thickness
thing: object item entity matter device
thingy: object element widget
think: consider believe reasoning thought cognition
third: tertiary
thirst: dehydration thirsty hydration
thirsty: thirst dehydration
thorough: comprehensive complete
thoroughly: completely fully
thought: considered assumed cognition believed reasoning idea
thousand: kilo
thrash: paging swap
thread: concurrent yarn conversation multithreaded fiber process
threadsafe: concurrent synchronized
threat: risk danger vulnerability hazard
threaten: intimidate threat
threshold: limit cutoff minimum level
threw: raised discarded exception
thrive: grow flourish
throat: pharynx larynx
throne: crown succession
throttle: limit rate restrict ratelimited slow quota
throughput: bandwidth rate performance
throw: raise discard emit exception cast
throwaway: temporary disposable ephemeral
thrown: raised discarded exception emitted
thrust: push force
thumbdrive: usb flash drive
thumbnail: preview image icon
thumbprint: fingerprint biometric touch
thump: hit beat
thus: therefore hence
thwart: prevent block
tick: check mark interval select
ticket: issue request incident case pass
tickle: stimulate touch
tide: tidal ebb
tidy: clean neat organize orderly format
tie: fasten bind associate connect
tier: level plan layer category
tight: strict narrow coupled firm
tighten: fasten restrict torque harden
till: register
tilt: incline angle obliquity
timber: wood lumber
time: duration timestamp hour occurrences clock period punctual promptly multiplied
timecard: timesheet hours
timeframe: period timeline duration deadline
timeline: schedule history timeframe
timeout: expire deadline expiry limit elapsed
timer: clock alarm scheduled interval
timesheet: hours timecard
timespan: period duration interval
timestamp: date datetime time
timetable: schedule calendar
timezone: utc locale gmt
tin: canned
tinker: modify adjust experiment
tint: colour hue
tiny: small minimal minuscule minute microscopic little
tip: gratuity hint recommendation advice suggestion guidelines
tire: fatigue tyre exhausted wheel weary
tiredness: fatigue exhaustion
tissue: kleenex organ
title: name heading deed
tls: ssl https certificate encryption
toast: notification popup
tobacco: smoking cigarettes
toc: contents outline
today: current now present
toddler: infant child
toe: digit foot
together: combined jointly joint simultaneously
toggle: switch enable disable
toil: work labour
toilet: bathroom lavatory restroom
token: credential key word segment
told: informed notified reported instructed advised
tolerant: acceptable margin resistance allowance threshold withstand handle
toll: fee charge
tomb: grave burial
ton: tonne many numerous
tone: pitch timbre
tonne: ton metric
took: required removed elapsed accepted
tool: utility instrument equipment program utensil application implement
toolbar: menu ribbon
toolkit: sdk library
tooltip: hint hover popup
tooth: teeth dental
toothache: dental tooth
top: highest upper first best replenish
topic: subject channel theme
topology: architecture network layout
topple: fall overthrow
topup: recharge credit
torch: flashlight lamp
tore: ripped ruptured
torn: ripped ruptured damaged
tornado: twister whirlwind vortex
torture: abuse cruelty
toss: discard throw drop dispose
total: sum overall amount aggregate entire complete count fully
touch: contact tap feel modify
touchpad: trackpad mouse
touchscreen: touch display
tough: difficult hard strong challenging durable strength
toughen: strengthen harden
toughest: hardest strictest
tour: visit trip travel excursion
tourism: travel sightseeing
tourist: visitor traveler sightseer
tournament: competition championship
tow: pull
town: city municipality
toxic: poisonous harmful
trace: track log stack follow span observability
traceback: stacktrace backtrace
traceroute: hops route
track: monitor trace follow log record telemetry analytics cookies
tracker: cookie monitor issue
trackpad: touchpad mouse
trade: exchange commerce swap business craft
trademark: brand mark logo
tradeoff: compromise disadvantage balance cost
trader: merchant dealer
tradition: custom practice
traffic: requests congestion load vehicles bandwidth
trail: follow log lag history audit suffix ending final
train: teach educate learn railway instruct rail fit locomotive course
trainee: intern apprentice learner
trainer: coach instructor sneakers shoes
trait: characteristic feature interface
tram: streetcar trolley
transact: trade purchase payment operation commit
transcend: exceed surpass
transcribe: transcription convert speech
transcript: text
transfer: move send transmission transmit migrate relocate remittance
transform: convert change modify map conversion
transient: temporary intermittent brief ephemeral momentary
transit: transport pass change migration
translate: convert interpret localize conversion
transmission: gearbox broadcast transfer spread
transmit: send transfer broadcast relay
transparent: opacity clear translucent invisible seamless
transpile: compile convert
transpire: occur happen
transplant: graft transfer
transport: carry move transfer conveyance shipping travel protocol transit
trap: catch capture signal
trash: discard delete garbage bin waste rubbish recycle
trauma: injury wound
travel: trip journey commute transportation passenger tourist
traverse: iteration walking navigate
trawl: search collect crawl
treat: handle therapy treatment cure process
treatment: therapy remedy care
treaty: agreement pact convention
tree: hierarchy nested directory
trek: journey walk
tremble: shake tremor
tremendous: enormous great huge considerable
trend: pattern tendency growth direction
trespass: intrude unauthorized
trial: evaluation test free lawsuit experiment hearing demo
tribe: clan tribal people
tribunal: court panel judicial
trick: deceive technique workaround tip
trickle: flow drip
tricky: difficult complex complicated challenging
trigger: cause activate fire initiate event invoke start
trim: cut strip reduce truncate
trip: fall travel journey tour
triple: three threefold
trivial: simple minor easy insignificant basic
trojan: malware virus backdoor
trolley: cart tram
troops: soldiers forces
trophy: cup award
trouble: problem issue difficulty
troubleshoot: diagnose diagnosis debug fix resolve
trounce: defeat beat
trousers: pants slacks
truce: ceasefire armistice
truck: lorry vehicle
true: correct valid factual real boolean
trump: override supersede precede
truncate: shorten cut trim clip
trunk: boot
trust: rely confidence verified
trustee: fiduciary guardian administrator
trustworthy: reliability trusted
truth: fact accuracy
try: attempt test trial retry
ttl: expiration lifetime
tub: bathtub bath
tuck: fold hide
tug: pull drag
tuition: fees education
tumble: fall drop
tummy: stomach abdomen
tumor: growth neoplasm cancer
tune: adjust optimize melody tweak configure
tunnel: encapsulate vpn passage proxy underpass
tuple: record row
turn: rotate switch become convert
turnover: attrition churn revenue
tutor: teacher instructor
tutorial: guide introduction lesson walkthrough
tv: television broadcast
tweak: adjust modify change tune configure
twice: duplicate double two
twiddle: adjust rotate
twin: double pair
twist: rotate turn torsion sprain
twister: tornado whirlwind
twofactor: mfa multifactor
type: enter kind class category sort input key annotation
typeface: font
typhoon: cyclone hurricane
typical: normal usual common average characteristic generally commonly
typo: misspelling mistake
tyre: tire wheel
ubiquitous: widespread everywhere
uglify: minify obfuscate
ugly: unformatted
ui: interface gui frontend
ultimate: final maximum
ultra: extremely
umbrella: parasol canopy
umpire: referee official
unable: cannot failed inability
unacceptable: prohibited inappropriate
unauthorized: forbidden denied unauthenticated illegal
unavailable: inaccessible offline outage
unavoidable: inevitable necessary
unban: restore reinstate allow
unblock: allow release whitelist unlock
unbounded: unlimited infinite
unbroken: continuous contiguous
uncertain: ambiguous unsure unknown uncertainty probability
uncertainty: confidence variance probability
unchanged: constant intact
uncheck: deselect clear disable
uncle: relative family
unclean: dirty contaminated
unclear: ambiguous undefined uncertain
uncommon: rare unusual
uncompress: decompress extract unzip
unconditional: always regardless
unconscious: coma faint
uncover: discover reveal expose
undefined: null missing unspecified uninitialized
undeliverable: bounced deadletter failed
undercut: reduce undermine
underestimate: low understate
underfit: simple
underflow: overflow
undergo: experience subject
undergrad: undergraduate student
underground: subway subterranean metro subsurface
underlie: base internal
underline: emphasize highlight underscore
undermine: weaken erode
underpaid: underpayment shortfall
underpay: underpayment shortfall
understand: know comprehend interpret learn comprehensible clear
understood: known comprehended
undertake: perform commit
underwater: submerged submarine
underwear: undergarments lingerie
underwrite: insure
undid: reverted reversed
undo: revert reverse rollback restore
undock: disconnect detach
undone: reverted reversed
unearth: discover excavate
unemployment: jobless unemployed
unencrypted: plaintext cleartext insecure
unequal: different skewed
unethical: misconduct improper
uneven: skewed irregular imbalanced unequal
unexpected: unusual unforeseen surprising sudden abnormal
unexpectedly: abruptly abnormally
unfair: unjust discriminatory biased inequitable
unfinished: incomplete partial pending
unfold: expand open
unfollow: unsubscribe remove
unfreeze: thaw unlock resume
unhappy: dissatisfied complaint grievance
unhealthy: harmful poor
uni: university college
unicode: encoding
uniform: consistent attire dress
unify: merge combine consolidate
uninstall: remove delete purge
unintended: accidental unexpected unintentional
unintentionally: accidentally inadvertently
union: combination association merge guild labor organization
unique: distinct sole single duplicates
unit: component module measure merge combine join
unittest: test
universe: global general worldwide cosmos cosmological college academic
unknown: unrecognized unidentified unfamiliar undefined undetermined
unlabeled: unsupervised unannotated
unlawful: illegal prohibited
unless: except
unlike: improbable rare
unlimited: unbounded infinite unrestricted unmetered limitless
unlink: disconnect remove delete
unload: remove discharge dispose
unlock: open release unblock decrypt reset reactivate
unmaintained: abandoned deprecated
unmarried: single
unmarshal: deserialize decode parse
unmount: detach eject
unmute: enable sound
unnamed: anonymous untitled
unnecessary: redundant optional superfluous unneeded
unneeded: unnecessary unused redundant
unofficial: informal unauthorized
unpack: extract decompress unzip destructure open
unpaid: overdue outstanding
unpair: disconnect forget remove
unplanned: unscheduled unexpected
unplug: disconnect remove detach
unpopular: disliked
unpredictable: random nondeterministic erratic
unprotected: insecure exposed
unreachable: unavailable timeout
unread: new unopened garbled corrupted
unrelated: irrelevant independent
unreliable: flaky unstable inconsistent intermittent
unresponsive: hung frozen hang crash
unsafe: insecure dangerous hazardous
unsaved: dirty modified uncommitted
unscrew: loosen remove
unsecured: insecure unencrypted open
unseen: unread novel
unsend: recall retract
unset: clear null remove
unsigned: positive
unsolicited: spam unwanted
unsorted: unordered random
unstable: flaky volatile experimental instability beta fluctuating
unsub: unsubscribe optout
unsubscribe: cancel optout remove
unsuccessful: failed rejected failure error
unsupervised: unlabeled clustering
unsupported: incompatible deprecated
unsure: uncertain unclear doubtful ambiguous
untangle: resolve separate
untick: deselect clear uncheck
untidy: messy disordered
untie: release loosen
untrusted: unverified malicious external
untrustworthy: untrusted unreliable
unused: broken inoperable idle dead unneeded orphaned
unusual: abnormal uncommon anomaly rare atypical exceptional
unveil: announce reveal
unwanted: spam unsolicited undesired unnecessary
unwell: sick ill
unwilling: reluctant refuse
unwind: reverse relax
unwrap: extract open
unzip: extract decompress unpack
upchuck: vomit emesis
upcoming: future forthcoming next planned scheduled
update: upgrade modify change refresh patch
upend: overturn disrupt
upgrade: update improve migrate newer
upheld: maintained confirmed
uphold: maintain support
upkeep: maintenance servicing support
upload: import send transfer submit push
upper: maximum top uppercase higher
uppercase: capital
upright: vertical standing
uprising: revolt rebellion
uproot: remove displace
upscale: scale enlarge
upsell: promote sell
upsert: merge insert update
upset: distress disrupt disturb dissatisfied
upside: advantage benefit
upstream: source origin
uptime: availability sla
urban: city metropolitan
urge: encourage recommend
urgent: critical immediate priority emergency promptly
urine: pee urinary
url: link address uri
usable: available valid
usage: consumption utilization use
usb: flash port
use: utilize apply employ consume operate consumption secondhand helpful valuable practical beneficial
useless: ineffective worthless unusable
user: account person member customer
username: login account userid identity handle
usual: typical normal standard customary regular generally commonly often
utc: timezone gmt
utensil: tool cutlery implement
uterus: womb uterine
utilise: usage load
utility: usefulness tool usage load employ leverage
utter: say speak
ux: usability experience
vacancy: opening position
vacant: available empty unoccupied unused
vacate: leave empty holiday pto timeoff
vaccine: immunize inoculate
vacuum: clean hoover cleaner suction cleanup reclaim compaction bloat
vague: ambiguous unclear imprecise
valid: legitimate acceptable effective correct allowed verified check confirm verification constraints expiration lifetime
valley: canyon basin gorge dale
valuable: important useful worth precious
value: worth data argument
van: vehicle minivan
vandalise: damage deface
vandalism: damage deface
vanish: disappear missing lost deleted
vapor: steam gas evaporate vaporise
variable: parameter adjustable changing identifier
variance: spread deviation
variant: version form variation flavor alternative
variation: change difference variant
variety: type diversity range assortment
various: several different diverse multiple
vary: different change range
vast: extensive immense large huge
vat: tax
vault: secrets keystore
vector: embedding array embed
vegetable: produce plant veg flora
vegetarian: meatless veggie
veggie: vegetable vegetarian produce
vehicle: car automobile truck
velocity: speed rate
vendor: supplier provider seller manufacturer merchant
venom: poison toxic
vent: ventilate release
ventilate: airflow vent
venture: startup undertaking enterprise business
venue: location place
verbose: detailed debug
verdict: judgment decision ruling
verification: validation confirmation
verify: confirmed validated authenticated checked
version: release edition revision variant history
versus: compared comparison difference
vertex: node point
vertical: upright column perpendicular portrait
vessel: ship boat container
vest: cliff equity
vet: screen review veterinarian check approve veteran
veto: reject block
via: using
viable: feasible practical workable suitable
vibrant: bright lively
vibrate: oscillate shaking
victim: target casualty affected injured
victory: winning won triumph
videocall: conference meeting
vie: compete contend
view: see display opinion show perspective look
viewer: reader
viewpoint: perspective opinion
village: settlement town hamlet
violate: breach break infringe offense
violence: assault force
violent: aggressive
virtual: simulated emulated remote vm hypervisor
virus: malware infection pathogen trojan viral
visa: immigration permit
visible: scope access observability shown displayed seen apparent public
vision: sight eyesight
visit: attend browse view
visitor: guest tourist user
visual: graphical chart display plot graph
visualise: plot display
vital: essential crucial necessary
vitamin: nutrient supplement
vlan: network segment
vm: virtual instance hypervisor
vocabulary: words dictionary glossary lexicon
voice: speech audio
void: invalid null cancel empty
volatile: unstable temporary fluctuating evaporate memory
volcano: volcanic eruption
voltage: volts potential
volume: loudness disk capacity amount quantity sound
voluntary: optional volunteer discretionary
volunteer: unpaid contributor offer voluntary helper donate contribute
vomit: emesis nausea
vote: elect ballot poll suffrage quorum
voter: elector
vouch: guarantee confirm
voucher: coupon promo code giftcard
vow: promise pledge oath
voyage: journey trip expedition
vpn: tunnel private remote
vs: versus compared difference
vulnerable: weakness flaw exploit insecure susceptible exposed
wacky: unusual strange
wage: pay salary compensation earnings remuneration
wager: bet stake gamble
wait: delay pause queue hold pending block queued
waiter: server attendant
waitress: server waiter
waive: exempt relinquish forgo
waiver: exemption release
wake: awaken resume activate
wal: journal log
walk: pedestrian foot traverse iterate
walkthrough: tutorial guide
wall: partition barrier firewall
wallet: purse billfold payment
wallpaper: background covering
wander: roam stray
wane: decrease decline
want: need desire require wish prefer
war: conflict warfare battle
ward: prevent repel
wardrobe: closet clothes
warehouse: depot storage storehouse analytics olap
warm: heat hot temperature mild preload climate greenhouse
warmup: preload initialization
warn: alert caution notify notice
warp: distort deform
warranty: guarantee coverage
wash: clean rinse
washer: gasket laundry washing
waste: garbage trash refuse squander discard inefficient lose
watch: monitor observe view timepiece smartwatch
watchdog: supervisor timer
water: aqueous moisture
waterfall: falls cascade
waterproof: sealed impermeable
watertight: waterproof sealed
wave: oscillation ripple
way: method approach means manner option technique
weak: insecure vulnerable feeble fragile low flaw limitation disadvantage
weaken: reduce impair diminish
weaker: less reduced diminished
wealth: riches assets prosperity fortune
wealthy: rich affluent
wean: reduce withdraw
weapon: arms armament weaponry
wear: erode degrade abrasion deteriorate dress use
wearable: smartwatch device
weather: climate conditions meteorological
web: internet online
webcam: camera video
webhook: callback http notifications
webinar: seminar online training meeting
webpage: website html page site
website: site webpage
websocket: bidirectional realtime
wed: marry marriage ceremony
wedge: stuck
weed: remove plant eliminate
week: weekly
weekday: workday business monday friday
weekend: saturday sunday
weekly: week cron seven
weep: cry tears
weigh: weight mass measure
weight: mass importance load coefficient kilograms heaviness parameter
weird: unexpected strange unusual odd abnormal
welch: default renege
welcome: greet onboard
weld: join fuse solder
welfare: wellbeing benefits
well: properly good wellbeing effectively health fitness
wellbeing: wellness welfare health
went: moved gone travelled proceeded
wet: moist damp moisture humid moisten rain water
wetland: marsh swamp
wfh: remote home telecommute telework
whack: hit delete
wheat: grain cereal
wheel: tire rotor
wheelchair: mobility disabled
whine: complain complaint noise
whirl: rotate spin
whisper: murmur speak
whistleblow: report disclose informant
whitelist: allow allowlist permit
whitespace: spaces indentation
whittle: reduce carve filter
whole: entire complete full total
wholesale: distributor supplier
wholly: entirely completely
whopping: huge large
wicked: evil malicious
wide: broad width large extensive breadth
widen: expand broaden
widespread: common prevalent extensive
widget: component control
width: breadth wide dimension diameter size
wield: exercise
wife: spouse partner
wifi: wireless wlan network
wiggle: wobble margin
wild: untamed natural feral production
wildcard: asterisk glob pattern
wildfire: fire bushfire
wildlife: animals fauna
willful: prepared voluntary agree
willingly: voluntarily consent
wilt: wither
win: gain victory precedence succeed beat override
wind: breeze gust airflow
window: pane interval dialog tumbling
windscreen: windshield glass
windshield: windscreen glass
winner: champion victor won
wipe: erase clear delete reset clean
wire: cable transfer cord connect ethernet
wireframe: mockup layout
wireless: wifi radio bluetooth
wisdom: knowledge insight
wise: advisable prudent
wish: want desire prefer
wit: observer testify
withdraw: remove revoke payout
withdrawn: removed revoked retracted
withdrew: removed revoked retracted
wither: wilt shrivel
withheld: deducted retained
withhold: deduct retain tax
within: inside
without: lacking missing
withstand: resist tolerate
wizard: assistant setup
wlan: wifi wireless
wobble: oscillate unstable vibrate
woke: awakened awake
woman: female women
womb: uterus uterine
won: gained victory succeeded winner
wonder: excellent remarkable
wonky: unstable misaligned broken
wood: timber forest lumber woodland
word: term vocabulary token expression
work: function job operate employment run
workaround: alternative mitigation temporary solution
workday: weekday business
worker: employee staff labourer process thread consumer operator
workflow: pipeline process
workforce: staff employees personnel headcount
workload: job load traffic capacity work amount
workmate: colleague coworker
workout: exercise fitness training
workplace: office worksite premises site
workshop: seminar garage
workspace: project office desk environment workplace
workstation: computer desktop
world: global earth globe worldwide international
worldwide: global international
worm: malware larva virus annelid
worry: concerned anxiety risk
worse: degraded deteriorate inferior lower
worsen: deteriorate degrade aggravate
worship: pray prayer religious veneration
worst: poorest lowest maximum severe
worth: value price merit benefit
worthless: useless invalid
worthwhile: valuable useful beneficial
wound: injury injure lesion cut laceration
wrangle: process
wrap: enclose package encapsulate packing
wrapper: adapter decorator
wreck: destroy damage crash ruin break corrupt
wrench: spanner tool
wrestle: struggle grapple
wristwatch: watch timepiece
write: compose author record save persist
writer: author producer novelist
written: documented composed recorded saved authored persisted
wrong: incorrect invalid error mistaken mistake fault
wrongdoing: misconduct violation offense
wrote: composed authored recorded saved
xml: markup schema tags
xss: scripting injection sanitize
yacht: boat sailboat
yank: pull remove withdraw
yard: garden courtyard
year: annual
yearly: annual year
yell: shout scream
yield: produce return output generate harvest
yogurt: yoghurt dairy
young: juvenile youth immature age
younger: junior minor juvenile newer
youngest: minimum age
youngster: youth child adolescent
youth: young adolescent teenager juvenile
zap: delete remove clear destroy
zero: none null clear reset
zip: compress archive pack
zipper: zip fastener
zombie: orphaned defunct
zone: area region partition timezone
zoom: magnify enlarge scale
zucchini: courgette squash
`;
