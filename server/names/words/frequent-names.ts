/** Names that very many people of the world bear, in the letters a to z: agreement on them tells less. */
export const COMMON: ReadonlySet<string> = new Set(`
  abbas abdallah abdul abdullah abdulrahman abdulrehman abed abubakar adams adamu adebayo adeyemi adi aguilar agus ahmad ahmadi ahmed ahmet ahn aisha ajay
  akhtar akram akter alain alejandro aleksandr aleksandrovich aleksei alexander alexei ali aliyu allen almeida alvarez alves amal amanda amin aminah amir
  amiri amit ana anderson andreas andrei andres andrew andrey andrii andrzej angel anh anil anita anna ansari antonio arslan ashley ashraf aslam aslan aydin
  ayesha ayse azizi ba bai bailey baker barbara barbosa bashir bauer becker begum bell bello bennett bertrand betty bhatti bianchi bibi bilal bin binti bo
  boateng bondarenko brian brooks brown budi bui butt cai camara campbell cao carlos carmen carol carter carvalho castillo castro cetin chan chand chao
  charles chaudhry chauhan chavez chen cheng cheung cho choi chow christian christopher chua clark collins colombo cook cooper costa coulibaly cox cruz cui
  dang daniel danjuma darwish das david davis dawud deborah demir deng devi dewi diallo dias diaz diego ding diop dmitry do dogan dong donna du dubois duc
  duong durand dwi eduardo edward edwards ekaterina eko elena elif elizabeth emily emine eric esposito evans evgeny eze fall fang fatima fatma feng fernandes
  fernandez fernando ferrari ferreira fischer flores foster francesco francisco galina gamal gang garba garcia gary geeta george ghosh giovanni giuseppe goh
  gomes gomez gonzalez gray greco green guadalupe guo gupta gutierrez guzman haddad haidari hamdan hamid hamza han hans hany hariri harris hasan hassan hatice
  hayashi he hernandez herrera hidayat hill ho hoa hoang hoffmann hong horvat horvath hosen hossain hosseini howard hu hua huang huda hughes hui hung huong
  husain husayn huseyin hussain hussein huynh hwang ibrahim idris igor imran inoue ionescu iqbal irina isa isabelle ishaq islam ismail ito ivan ivanov ivanova
  ivanovich iyer jackson jacob jain jamal james jan jang jason jassim javed javier jean jeffrey jennifer jeon jessica jesus jiang jie jihoon jimenez jing
  jiwoo jiyoung joao john johnson jonathan jones jorge jose josefa joseph joshi jovanovic juan juana juarez jun jung kadhim kamal kang kara karen karim karimi
  kato kaur kaya keita kelly kevin khaled khalid khan khatun khoury kilic kim kimura king klaus klein kobayashi koc koch koh kovacs kovalenko kowalska
  kowalski krzysztof kumar kurt kusuma kuznetsov kuznetsova kwon lakshmi lal lam lan lau laura laurent lawal layla le lee lefebvre lei leroy leticia leung
  lewis li liang lim lima lin linda linh lisa liu long lopes lopez lu lucia luigi luis ly lyudmila ma mahdi mahmoud mahmud mai majid malik manoj mansour
  manuel margaret margarita maria mariam marie marina marino mario mark marques martha martin martinez martins mary maryam masri matsumoto matthew md medina
  mehmet mehta melissa melnyk mendoza mensah meyer miah michael michel michelle miguel mikhail miller min ming minh minji minjun minseo mirza mishra mitchell
  mohamad mohamed mohammad mohammadi mohammed mona mondal monika moore moradi morales moreau moreno morgan morozov morris mostafa mueller muhamad muhammad
  muhammed mukesh muller murat murphy musa mustafa myers mykola na nabil nadia nagy nair najjar nakamura nancy nasir nasser natalia nathalie ndiaye nelson ng
  ngo nguyen nicholas nicolas nikolai nikolic noori novak novikov nowak nunes nur obaid obi oh ojo okafor oleg oleksandr olga oliveira omar ong ortiz osman
  othman owusu ozdemir ozkan ozturk pablo pan pandey park parker patel patricia paul paulo pavel pedro peng pereira perez peter peterson petra petrov petrova
  petrovic pham phan philippe phillips phuong pierre pillai ping piotr pooja popa popescu popov popova prasad pratama price priya putra putri qasim qiang
  qureshi rafael rahim rahimi rahman rahul rajesh rakesh ram ramesh ramirez ramos rao rashid raul ravi razak reddy reed ren reyes reza rezaei ribeiro ricardo
  ricci richard richardson richter rivera robert roberto roberts robinson rocha rodrigues rodriguez rogers rojas roman romano romero ronald rosa rossi roux
  roy ruiz russo ryan ryu saad sabine saeed said salah saleh salem salim sami samir sanchez sandra sani sanjay santos santoso saputra sarah sasaki sato sayed
  schmidt schneider schulz scott seo seojun sergeevich sergei sergey sergio serhii setiawan shah shaikh shami sharif sharma shehata sheikh shen shevchenko
  shimizu shin siddiqui sidorov silva simon simsek singh sita siti smirnov smirnova smith soares sofia song souza sow sri stefan stephanie steven stewart su
  sulaiman sun sunghoon sunil sunita suresh susan susanto suzuki svetlana szabo takahashi tan tanaka tang tao tariq tatiana tatyana taylor teo thakur thanh
  thi thomas tian timothy torres toth toure tran traore tuan turner uddin umar umaru ursula usman van vargas vasiliev verma vieira vijay viktor vinod vladimir
  vladimirovich vo volkov volodymyr vu wagner walker wang ward watanabe watson weber wei wen white wijaya william williams wilson wisniewski wojcik wolf wong
  wood wright wu xia xiao xie xin xu yadav yahya yakubu yamada yamamoto yan yang yao yasir ye yeung yildirim yildiz yilmaz ying yip yong yoo yoon yoshida
  young youngho yousef youssef yu yuan yunus yuri yusuf zahra zain zainab zainal zakaria zeng zeynep zhang zhao zheng zhou zhu`.trim().split(/\s+/));
