/**
 * The stems of the words that English uses most, stop words left out: level 10 of SCOWL 2020.12.07, http://wordlist.aspell.net/, stemmed
 * by `analyse`. Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists, the
 * associated scripts, the output created from the scripts, and its documentation for any purpose is hereby granted without fee, provided
 * that the above copyright notice appears in all copies and that both that copyright notice and this permission notice appear in
 * supporting documentation. Kevin Atkinson makes no representations about the suitability of this array for any purpose. It is provided
 * "as is" without express or implied warranty.
 */
export const commonStems: ReadonlySet<string> = new Set(
  `
abil abl absenc absolut abus academ accept access accid accident accord accordingli account accur accuraci achiev acquir across
act action activ actual ad add addit address adequ adjust administr admit admittedli adopt advanc advantag advertis advic advis
affair affect afford afraid afternoon afterward ag agenc ago agre agreement ahead aid aim air alarm album algorithm alia aliv
allow almost alon along alreadi also alter altern although altogeth alwai ambigu among amongst amount amus analog analysi
ancient angl angri anim annoi announc annual anonym anoth answer anybodi anyon anyplac anyth anywai anywher apart apolog
apologis appar appeal appear appl appli applic appreci approach appropri approv arbitrari area argu argument aris arithmet arm
armi around arrang arriv art articl artifici artist asid ask asleep aspect assembl assist associ assum assumpt assur at
atmospher attach attack attempt attend attent attitud attract audienc author automat automobil autumn avail averag avoid aw awai
awak awar award awkward back background backward bad badli balanc ball ban band bank bar base basi basic batteri bear beauti
becam becom bed beforehand began begin begun behalf behav behavior behind believ belong benefit besid best bet better beyond bid
big bigger biggest bill binari bind biologi bit bite bitten bizarr black blame blank block blow blue board boat bodi boi book
boot bore born borrow bother bottl bottom bought bound box bracket branch brand breach break bridg brief briefli bright bring
broadcast broke broken brother brought brown bu bucket budget buffer bug bui build built bulk bulletin buri busi button byte
calcul call came campaign candid cannot capabl capac capit captain car card cardboard care carefulli carri case cassett cat
catalog catch categori caught caus ceas cell cent center central centuri certain certainli chain chair chairman chanc chang
channel chao chapter char charact charg cheap cheaper cheapest check chemic chequ child children chip choic choos chose chosen
church circl circuit circul circumst citi citizen claim clarifi class clean clear clearer clearest clearli clever clock close
closer closest club clue code coffe cold collaps collect colleg color column combin come command comment commerci commiss commit
committe common commonli commun compani compar comparison compat competit compil complain complaint complet complex complic
compon compos composit comprehens compromis compulsori comput concept concern conclus concret condit confer confid confirm
confus connect consequ consid consider consist constant constraint construct consumpt contact contain content context continu
contract contrari contrast contribut control conveni convent convers convert convinc cope copi core corner correct correctli
corrupt cost council count counter counti countri coupl cours court cover crash crazi creat creation creatur credit crisi crisp
critic cross cry cs cultur cum cup cure curiou current cursor custom cut cycl dai daili damag danger dare dark data databas date
datum dead deal dealt dear death debat decad decent decid decis declar decreas dedic deduc deem deep deepli default defens defin
definit degre delai delet deliber deliv deliveri demand democrat demonstr depart depend depth deriv describ descript design
desir desk desper despit destroi detail detect determin develop devic devot di dictionari die differ difficult difficulti digit
dinner direct directli director directori dirti disadvantag disagre disappear disast disc disciplin discount discourag discov
discuss disk dislik displai distanc distant distinct distinctli distinguish distribut district disturb ditto divid divis
document doe dog dollar domain done door doubl doubt dozen drastic draw drawn dream drew drink drive driven driver drop drove
dry dubiou due dumb dump duti dy earli earlier earliest earth eas easi easier easiest easili east eat eaten econom economi edg
edit editor educ effect effici effort eight either elect electr electron element elev els elsewher embarrass emerg emphasi
employe empti enabl encount encourag end enemi engin enjoi enorm enough ensur enter entir entiti entitl entranc entri environ
equal equip equival eras err error escap especi essenti establish estim even event eventu ever everi everybodi everyon everyth
everywher evid exact exactli examin exampl excel except excess exchang exclud exclus excus execut exercis exist expand expans
expect expens experi experienc experiment expert explain explan explicit express extend extens extent extern extra extract
extrem ey face facil fact factor fail failur fair fairli faith fall fallen fals famili familiar famou fan fanci far farm farther
farthest fashion fast faster fastest fatal fate father fault favor favorit fear feasibl featur fed feder feed feedback feel feet
fell felt fewer fewest field fight figur file fill film final financi find fine finger finish finit fire firm firmli first
firstli fiscal fish fit five fix flag flash flat flavor flew flexibl fli flight float floor flow flown fly folk follow food foot
forc foreign forev forget forgot forgotten form formal format former forth forthcom fortun forward found four fourth fraction
frame free freedom freeli french frequent fresh fri friend friendli front fry full fulli fun function fund fundament funni
furthest futur ga gain game gap garbag garden gasolin gather gave gener genuin get girl give given glad glass global go goe gone
good got gotten govern governor gradual graduat grai grand grant graph graphic grate grave great greater greatest greatli green
grew grind gross ground group grow grown growth guarante guard guess gui guid gun habit hack hair half hall hand handi handl
hang happen happi happili hard harder hardest hardli hardwar harm harmless hat hate he head header health healthi hear heard
heart heat heavi heavili held hell hello help henc herebi herself hid hidden hide high higher highest highli hill himself hint
histor histori hit hold hole holidai home honest hope hopefulli horribl hors hospit host hot hotel hour hous howev huge human
hundr hung hunt hurri husband ic idea ideal ident identifi ignor ill illeg imag imagin immedi impact implement impli implic
import importantli impos imposs impress improv inabl inadequ inch incid incident inclin includ incom incompat incomplet
inconsist inconveni incorrect increas inde independ index indic individu industri inevit inferior infinit influenc info inform
initi inner innoc input insert insid insist instal instanc instant instantli institut instruct insur integ integr intellig
intend intent interact interest interfac intern interpret interv intervent introduc introduct invalid invari invent investig
invis invit involv irrelev irrit isol issu item job joi join joint joke judg judgment jump junk justif justifi keen keep kei
kept keyboard kid kill kind kindli king knew knock know knowledg known label labor laboratori lack ladi lai lain land languag
larg larger largest last late later latest latter law layout lazi leach lead leader leaf learn learnt least leav lectur led left
leg legal lend length less lesser lesson let letter level li liabl librari lie life lifetim lift light like likewis limit line
linear link list listen liter literatur littl live load loan local locat lock log logic long longer longest look loop loos lorri
lose loss lost lot loudli love low lower lowest luck lucki lunch ly machin mad made magic magnet magnitud mail main mainli
maintain major make man manag mani manipul manner manual map march mark market marri marriag mass massiv master match materi
mathemat matter maximum mayb mean meaning meaningless meant measur mechan media medic medium meet member membership memori men
mention mere merit mess messag messi met metal method middl midnight mile militari million mind mine minim minimum minor minut
misl mislead miss mistak mistaken mistook misunderstand misunderstood misus mix mod mode model modern modifi moment monei
monitor month moral morn mostli mother motion mouth move movement movi much multipl music myself mysteri naiv name nasti nation
natur naughti near nearbi nearer nearest nearli necess necessari necessarili neck need neg neither nervou net network never
nevertheless new next nice nicer nicest night nine nobodi nois noisi none nonsens normal north note noth notic notifi novel now
nowadai nowher numb number numbest numer obei object obscur observ obtain obviou obvious occas occasion occupi occur odd offer
offic offici often oh oil old older oldest omit on onto open oper opinion opportun oppos opposit option order ordinari organis
origin other otherwis ought our ourselv outer output outsid overal ow owner pack packag packet page pai paid pain pair paper
paragraph parallel parent park part parti partial particular particularli partli pass past patch path patient pattern paus peac
peak peculiar pen peopl per perfect perfectli perform perhap period perman permiss permit person persuad petrol phase phenomenon
philosophi phone phrase physic pi pick pictur piec pile pint pipe place plai plain plan plane planet plant plastic plea pleas
pleasant plenti plot plu plug pocket poem poet point pointless polic polici polit poll pool poor pop popul popular port posit
possibl post postmast potenti pound power practic practis precis prefer prepar presenc present preserv presid press pressur
presum pretti prevent previou previous price primari prime primit principl print printer printout prior privat probabl problem
procedur process processor produc product profession program programm progress project promis prompt promptli prone proof proper
properli properti proport propos prospect protect protest prove provid public publicli publish pull punctuat punctur purchas
pure purpos push put putt qualifi qualiti quantiti quarter question queue quick quicker quickest quickli quiet quietli quit quot
race radio rain rais ran random randomli rang rapid rapidli rare rate rather raw re reach react reaction read readabl reader
readi readili real realis realiti realli reason recal receiv recent recept recognis recognit recommend record recov red reduc
reduct redund refer reflect refus regard regardless region regist regret regul regular regularli reject rel relat relationship
releas relev reli reliabl religi religion reluct remain remark rememb remind remot remov repair repeat repeatedli replac repli
report repres represent reproduc request requir research reserv resid resolut resort resourc respect respond respons rest
restart restor restrict result retain return reveal revers review rewrit rid ride ridicul right ring rise risk river road role
roll room root rough roughli round rout routin row rubber rubbish rule rumor run rush sad sadli safe safer safest safeti sai
said saint sake saki sale sampl sat satisfi save saw scale scan scene scheme school scienc scientif score scrap scratch screen
script search season second secondari secondli secret secretari section secur see seek seem seen select self sell seminar send
senior sens sensibl sensit sent sentenc separ sequenc seri serial seriou serious serv server servic session set settl seven
sever sex shame shape share sharp sheet shelf shell shift ship shoot shop short shortag shorter shortest shortli show shown shut
side sight sign signal signific significantli silli similar similarli simpl simpler simplest simpli simultan sinc sincer singl
sit site situat six size skill sleep slight slightli slip slow slower slowest slowli small smaller smallest smile smooth social
societi soft softwar sold sole solid solut solv somebodi somehow someon someplac someth sometim somewhat somewher son soon
sooner soonest sophist sorri sort sought sound sourc south southern space spare speak speaker special specif specifi speech
speed spell spelt spend spent spirit spite split spoke spoken spot spread spring squar stabl staff stage stai stand standard
start state statement station statist statu steal step stick still stock stone stood stop storag store storei stori straight
straightforward strang strategi stream street strength strict strictli strike string strong strongli struck structur stuck
student studi stuff stupid style subject submit subsequ subset substanti substitut subtl succe success successfulli sudden
suddenli suffer suffic suffici sugar suggest suit suitabl sum summari summer sun superior supervisor suppli support suppos
supposedli sure surfac surpris survei surviv suspect suspend suspicion switch symbol syntax system tabl take taken talk tank
tape target task tast taught tax tea teach teacher team technic techniqu technolog tediou teeth telephon televis tell temperatur
temporari temporarili ten tend tendenc term termin terminolog terribl test text thank themselv theoret theori therebi therefor
thin thing think third thoroughli though thought thousand threat three threw throughout throw thrown thu ti ticket tie tight
till time tin titl todai togeth token told tomorrow tonight took tooth top topic total touch toward town trace track tradit
traffic train transfer translat transport trap trash travel treat treatment tree tri trial trick trip trivial troubl truck true
truli trunk trust truth try tune turn twelv twenti twice two ty type typic ugli ultim unabl unaccept unawar uncertain unclear
undergradu underneath understand understood unfortun unhappi uniform uniqu unit univers unknown unless unlik unlimit unnecessari
unnecessarili unpleas unreason unsuit unusu unwant updat upon upper upset upward us usag useless user usual util utterli vacat
vagu valid valu valuabl van vari variabl variat varieti variou vast vastli vector version via vice video view virtu virtual
visibl vision visit vital voic volum vote wai wait walk wall want war warm warn wash wast watch water weapon wear weather week
weekend weight weird welcom well went west western whatev whatsoev wheel whenev wherea wherebi wherev whether whilst white
whoever whole whose wide wider widespread widest wife wild will win wind window wine winter wire wise wish withdraw within
without woman women won wonder wooden word wore work worker world worn worri wors worst worth worthi worthwhil write writer
written wrong wrote ye year yellow yesterdai yet young your yourself zero
`
    .trim()
    .split(/\s+/),
);
