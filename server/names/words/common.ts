/** Names that very many people of the world bear, in the letters a to z: agreement on them tells less. */
export const COMMON: ReadonlySet<string> = new Set(`
  mohammed mohamed muhammad mohammad muhammed mohamad ahmed ahmad ali hassan hasan hussein husain hussain husayn ibrahim abdullah abdallah abdulrahman abdulrehman omar umar yusuf youssef yousef khalid khaled mahmoud mahmud
  mustafa mostafa said saeed salem salim saleh salah fatima aisha maryam mariam khan singh kumar sharma devi begum bibi kaur patel das ram
  maria jose juan ana anna john james david michael robert william mary daniel carlos luis antonio manuel francisco pedro paulo joao jean pierre
  silva santos souza oliveira garcia rodriguez gonzalez hernandez lopez martinez perez sanchez ramirez fernandez gomez diaz torres
  smith johnson williams jones brown davis miller wilson taylor anderson thomas martin
  wang li zhang liu chen yang huang zhao wu zhou lin sun ma zhu hu guo he kim lee park choi jung kang cho nguyen tran le pham hoang phan vu dang bui do
  ivanov petrov sidorov smirnov kuznetsov popov ivan aleksandr alexander sergey sergei vladimir andrey dmitry elena olga natalia tatiana irina
  ivanovich aleksandrovich sergeevich vladimirovich ahmet mehmet mustafa yilmaz kaya demir ayse fatma emine`.trim().split(/\s+/));
